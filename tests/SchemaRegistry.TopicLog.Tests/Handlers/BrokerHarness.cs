using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.Kafka;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Topics;
using SchemaRegistry.TopicLog.Tests.Partitions;

namespace SchemaRegistry.TopicLog.Tests.Handlers;

/// <summary>A broker over a log in memory, spoken to over pipes, with a clock that the test moves.</summary>
internal sealed class BrokerHarness : IAsyncDisposable
{
    // The tests move the clock far to end waits; no connection shall be taken for an idle one by that.
    private static readonly KafkaBrokerOptions Patient = new() { IdleTimeout = TimeSpan.FromDays(10_000) };

    private readonly CancellationTokenSource _stop = new();
    private readonly KafkaBroker _broker;
    private readonly List<WireClient> _clients = [];

    private BrokerHarness(TopicStore log, KafkaBrokerOptions options, IRecordValidator? validator)
    {
        Log = log;
        _broker = new KafkaBroker(log, options, validator, Time, Logged);
    }

    /// <summary>What the broker logged as an error.</summary>
    public ErrorLog Logged { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public TopicStore Log { get; }

    public static async Task<BrokerHarness> StartAsync(
        KafkaBrokerOptions? options = null,
        IRecordValidator? validator = null,
        IFileSystem? files = null,
        LogOptions? log = null,
        Action? onLogOpened = null)
    {
        var store = await TestStore.OpenAsync(files ?? new MemoryFileSystem(), options: log);
        onLogOpened?.Invoke();
        return new BrokerHarness(store, options ?? Patient, validator);
    }

    public WireClient Connect()
    {
        var client = new WireClient(_broker, _stop.Token);
        _clients.Add(client);
        return client;
    }

    /// <summary>A topic with one partition.</summary>
    public async Task<Topic> CreateAsync(string name = "orders", int partitions = 1)
    {
        var creation = await Log.CreateAsync(name, partitions, TopicConfig.Default, _stop.Token);
        return creation.Topic!;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var client in _clients)
            await client.Serving;

        await _broker.DisposeAsync();
        await Log.DisposeAsync();
        _stop.Dispose();
    }
}
