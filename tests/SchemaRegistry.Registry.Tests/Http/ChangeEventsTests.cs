using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Server;
using SchemaRegistry.Server.Endpoints;

namespace SchemaRegistry.Registry.Tests.Http;

public sealed class ChangeEventsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly OpenRegistry _registry;
    private readonly ChangeReaders _readers = new();

    public ChangeEventsTests() => _registry = OpenRegistry.Open(
        new MemoryRegistryStore(),
        [new SchemaLanguage(AvroFormat.Instance, AvroRules.Instance)],
        new RegistryOptions(),
        new(_time, NullLoggerFactory.Instance));

    private static CancellationToken Canceled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _registry.Dispose();
        _readers.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_comment_comes_when_nothing_else_did_for_a_while()
    {
        var pipe = new Pipe();
        var writing = Open().WriteAsync(pipe.Writer, Canceled);

        var first = await ReadAsync(pipe.Reader);
        _time.Advance(ServerLimits.ChangeHeartbeat);
        var second = await ReadAsync(pipe.Reader);
        await EndAsync(pipe.Reader, writing);

        Assert.Equal((":\n\n", ":\n\n"), (first, second));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_client_that_does_not_read_costs_one_page()
    {
        for (var index = 0; index < 3 * ServerLimits.ChangeEventsAtOnce; index++)
            await _registry.RegisterAsync($"s{index}", "\"int\"");
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 100, resumeWriterThreshold: 50));
        var writing = Open().WriteAsync(pipe.Writer, Canceled);

        var held = await ReadAsync(pipe.Reader);
        Assert.Equal(ServerLimits.ChangeEventsAtOnce, held.Split("\nevent: ").Length - 1);
        var rest = await ReadAsync(pipe.Reader) + await ReadAsync(pipe.Reader);
        await EndAsync(pipe.Reader, writing);

        Assert.Contains($"id: {3 * ServerLimits.ChangeEventsAtOnce}\n", rest);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_client_that_went_away_ends_the_stream()
    {
        var pipe = new Pipe();
        using var gone = new CancellationTokenSource();
        var writing = Open().WriteAsync(pipe.Writer, gone.Token);
        await ReadAsync(pipe.Reader);

        await gone.CancelAsync();

        await writing;
    }

    private ChangeEvents Open() => new(_registry.Changes, 0, _readers.TryTake()!, _readers.Stopping);

    /// <summary>The client hangs up, which the next event notices.</summary>
    private async Task EndAsync(PipeReader reader, Task writing)
    {
        await reader.CompleteAsync();
        await _registry.RegisterAsync("end", "\"int\"");
        await writing;
    }

    private static async Task<string> ReadAsync(PipeReader reader)
    {
        var read = await reader.ReadAsync(Canceled);
        var text = Encoding.UTF8.GetString(read.Buffer);
        reader.AdvanceTo(read.Buffer.End);
        return text;
    }
}
