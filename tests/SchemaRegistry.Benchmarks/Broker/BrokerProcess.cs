using SchemaRegistry.TopicLog;

namespace SchemaRegistry.Benchmarks.Broker;

/// <summary>A <see cref="BareBroker"/> in a process and a folder of its own.</summary>
internal sealed class BrokerProcess : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ChildProcess _child;

    private BrokerProcess(FlushMode flush) =>
        _child = ChildProcess.StartSelf(BareBroker.Verb, _folder.Path, flush.ToString());

    public string Bootstrap { get; private set; } = "";

    public static async Task<BrokerProcess> StartAsync(FlushMode flush, CancellationToken cancellationToken)
    {
        var process = new BrokerProcess(flush);
        process.Bootstrap = await process._child.ReadKafkaEndpointAsync(cancellationToken);
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        _folder.Dispose();
    }
}
