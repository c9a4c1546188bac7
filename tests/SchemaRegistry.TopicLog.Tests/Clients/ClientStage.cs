using Confluent.Kafka;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>
/// The broker and the client processes of one test, under one lock. Nothing is polled: whatever a process says wakes
/// those who wait for it.
/// </summary>
internal sealed class ClientStage : IAsyncDisposable
{
    // Long enough for a loaded machine; a test that works never waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly object _lock = new();
    private readonly ForeignClient _client;
    private readonly List<ClientProcess> _processes = [];
    private TaskCompletionSource _changed = NewSignal();

    private ClientStage(ForeignClient client, TestBroker broker)
    {
        (_client, Broker) = (client, broker);
        broker.Requests.Noticed += () => Change(() => { });
    }

    public TestBroker Broker { get; }

    public static async Task<ClientStage> OpenAsync(ForeignClient client) =>
        new(client, await TestBroker.StartAsync(new() { GroupMinSessionTimeout = TimeSpan.FromSeconds(1) }));

    /// <summary>A topic, with so many records in each of its partitions.</summary>
    public async Task CreateTopicAsync(string topic, int partitions, int records = 0)
    {
        var creation = await Broker.Log.Topics.CreateAsync(
            topic, partitions, TopicConfig.Default, TestContext.Current.CancellationToken);
        Assert.NotNull(creation.Topic);
        Produce(topic, partitions, records);
    }

    /// <summary>Writes with another client: so many records into each partition.</summary>
    public void Produce(string topic, int partitions, int records)
    {
        using var producer = Connect.Producer(Broker, new ProducerConfig());
        Connect.ProduceEvenly(producer, topic, partitions, records);
    }

    /// <summary>Starts a process that joins a group; the session is as short as a loaded machine allows.</summary>
    public async Task<ClientProcess> JoinAsync(string topic, string group)
    {
        var process = await StartAsync();
        await process.TellAsync("join", new { topic, group, sessionMs = 3000 });
        return process;
    }

    public async Task<ClientProcess> StartAsync()
    {
        var name = $"{_client.Name} {_processes.Count + 1}";
        var process = new ClientProcess(this, name, _client.Start(Broker.Bootstrap));
        Change(() => _processes.Add(process));
        await process.ReadyAsync();
        return process;
    }

    public void Change(Action change)
    {
        lock (_lock)
        {
            change();
            _changed.SetResult();
            _changed = NewSignal();
        }
    }

    public T Look<T>(Func<T> look)
    {
        lock (_lock)
            return look();
    }

    /// <summary>Waits until something is so. A process that fails ends the test, as does too long a wait.</summary>
    public async Task UntilAsync(string claim, Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (isSo())
                    return;
                if (_processes.FirstOrDefault(process => process.Problem is not null) is { } failed)
                    Assert.Fail($"Not seen: {claim}. {failed.Problem}\n{failed.State}");
                changed = _changed.Task;
            }

            await Task.WhenAny(changed, Task.Delay(Timeout.Infinite, patience.Token));
            if (patience.IsCancellationRequested)
                Assert.Fail($"Not seen within {Patience}: {claim}.\n{Describe()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        await Broker.DisposeAsync();
    }

    private string Describe() => Look(() => string.Join('\n', _processes.Select(process => process.State)));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
