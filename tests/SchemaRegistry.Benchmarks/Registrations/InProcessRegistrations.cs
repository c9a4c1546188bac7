using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Storage.Sqlite;

namespace SchemaRegistry.Benchmarks.Registrations;

/// <summary>Registers new schemas of new subjects without HTTP, so many at a time.</summary>
internal sealed class InProcessRegistrations : IDisposable
{
    private readonly OpenRegistry _registry;
    private int _next;

    public InProcessRegistrations(string path) => _registry = OpenRegistry.Open(
        SqliteRegistryStore.Open(path),
        [new SchemaLanguage(AvroFormat.Instance, AvroRules.Instance)],
        new RegistryOptions(),
        new RegistrySurroundings(TimeProvider.System, NullLoggerFactory.Instance));

    /// <summary>Durable registrations per second.</summary>
    public async Task<double> RateAsync(int callers, int registrations)
    {
        var left = registrations;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(RegisterAsync)));
        return registrations / Stopwatch.GetElapsedTime(started).TotalSeconds;

        async Task RegisterAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var name = $"InProcess{Interlocked.Increment(ref _next)}";
                var subject = new QualifiedSubject(QualifiedSubject.DefaultContext, $"{name}-value");
                var request = new SchemaRequest { Text = SampleSchema.Create(name) };
                await _registry.Writer.RegisterAsync(subject, request, CancellationToken.None);
            }
        }
    }

    public void Dispose() => _registry.Dispose();
}
