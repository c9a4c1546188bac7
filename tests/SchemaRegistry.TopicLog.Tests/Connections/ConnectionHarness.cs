using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Connections;
using SchemaRegistry.Kafka.Handlers;

namespace SchemaRegistry.TopicLog.Tests.Connections;

/// <summary>A connection over pipes with handlers of the test's own, and a clock that the test moves.</summary>
internal sealed class ConnectionHarness : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly KafkaConnection _connection;

    public ConnectionHarness(KafkaBrokerOptions? options = null, params IApiHandler[] handlers)
        : this(new PipePair(), options, handlers)
    {
    }

    public ConnectionHarness(PipePair pipes, KafkaBrokerOptions? options = null, params IApiHandler[] handlers)
    {
        Pipes = pipes;
        var table = new ApiTable();
        var apiVersions = new ApiVersionsHandler(table);
        table.Register(apiVersions);
        foreach (var handler in handlers)
            table.Register(handler);

        var runtime = new ConnectionRuntime(table, apiVersions, options ?? new(), Time, NullLogger.Instance);
        _connection = new KafkaConnection(Pipes.Broker, new ConnectionFacts("test", null, null), runtime);
        Running = _connection.RunAsync(_stop.Token);
    }

    public PipePair Pipes { get; }

    public FakeTimeProvider Time { get; } = new();

    public Task Running { get; }

    public void Stop() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        await Pipes.ToBroker.CompleteAsync();
        await _stop.CancelAsync();
        await Running;
        _connection.Dispose();
        _stop.Dispose();
    }
}
