using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.Kafka;
using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Handlers;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Tests.Handlers;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Groups;

/// <summary>
/// One group over a log in memory, asked without a connection; the test can hold up what goes to disk.
/// </summary>
internal sealed class ActorHarness : IAsyncDisposable
{
    public static readonly TopicPartition Orders = new("orders", 0);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ManualResetEventSlim _disk = new(initialState: true);
    private readonly TopicStore _log;
    private readonly GroupActor _actor;

    private ActorHarness(MemoryFileSystem files, TopicStore log)
    {
        files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Sync && operation.Path.Contains(OffsetsTopic.Name))
                Assert.True(_disk.Wait(Patience));
        };
        (Files, _log) = (files, log);
        Records = new OffsetsTopic(log, Time, Logged);
        _actor = new GroupActor(
            GroupHarness.Group, new GroupScope(Records, new KafkaBrokerOptions(), Time, NullLogger.Instance), _ => { });
    }

    public MemoryFileSystem Files { get; }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(TestStore.Time));

    public OffsetsTopic Records { get; }

    public ErrorLog Logged { get; } = new();

    /// <summary>With the topic "orders".</summary>
    public static async Task<ActorHarness> StartAsync(int partitions = 1)
    {
        var files = new MemoryFileSystem();
        var log = await TestStore.OpenAsync(files);
        await log.CreateAsync(Orders.Topic, partitions, TopicConfig.Default, CancellationToken.None);
        var harness = new ActorHarness(files, log);
        Assert.True(await harness.Records.OpenAsync(CancellationToken.None));
        return harness;
    }

    public static CommitWish Commit(long offset, params TopicPartition[] partitions) => new(
        new MemberClaim("", null, -1),
        [.. partitions.Select(partition => KeyValuePair.Create(
            partition, new CommittedOffset(offset, -1, "", DateTimeOffset.FromUnixTimeMilliseconds(TestStore.Time))))]);

    /// <summary>All groups of a broker over the same log, apart from the one group of this harness.</summary>
    public GroupCoordinator Coordinate() => new(new GroupScope(Records, new(), Time, NullLogger.Instance));

    public BrokerScope Scope() => new(_log, new KafkaBrokerOptions(), validator: null, Time);

    /// <summary>From here on nothing of the offsets topic gets to disk, until <see cref="ReleaseDisk"/>.</summary>
    public void HoldDisk() => _disk.Reset();

    public void ReleaseDisk() => _disk.Set();

    public Task<T> AskAsync<T>(Action<GroupMachine, TaskCompletionSource<T>> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(_actor.TryPost(machine => question(machine, answer)));
        return answer.Task.WaitAsync(Patience);
    }

    public Task<ErrorCode> CommitAsync(long offset) =>
        AskAsync<CommitAnswer>((group, answer) => group.Commit(Commit(offset, Orders), answer))
            .ContinueWith(asked => asked.Result.ErrorFor(Orders.Topic), TaskScheduler.Default);

    /// <summary>What the group holds; null when nothing is committed.</summary>
    public Task<long?> CommittedAsync() =>
        AskAsync<long?>((group, answer) => answer.SetResult(group.Group.Offsets.Find(Orders)?.Offset));

    /// <summary>All commits that can be read, in their order, and whether that is all there are.</summary>
    public (bool IsComplete, IReadOnlyList<long> Offsets) Load()
    {
        var seen = new SeenOffsets();
        return (Records.Read(seen), seen.Offsets);
    }

    /// <summary>
    /// Flips a bit of the offsets topic, at a place in the batch of so many that have all the same size.
    /// </summary>
    public void FlipBit(int batch, int place)
    {
        var folder = $"{TestStore.Folder}/topics";
        var topic = Files.List(folder).Single(name => name.StartsWith(OffsetsTopic.Name, StringComparison.Ordinal));
        using var file = Files.Open($"{folder}/{topic}/0/00000000000000000000.log");
        Assert.True(_log.TryGet(OffsetsTopic.Name, out var found));
        var position = (file.Length / found.Partitions[0].LogEnd * batch) + place;
        var bytes = new byte[1];
        file.Read(bytes, position);
        bytes[0] ^= 1;
        file.Write([bytes], position);
    }

    /// <summary>What a broker would find after a restart.</summary>
    public StoredGroup? Stored()
    {
        var loader = new GroupLoader();
        Records.Read(loader);
        return loader.Groups.GetValueOrDefault(GroupHarness.Group);
    }

    public async ValueTask DisposeAsync()
    {
        ReleaseDisk();
        _actor.Dispose();
        await _log.DisposeAsync();
        _disk.Dispose();
    }

    private sealed class SeenOffsets : IGroupRecordVisitor
    {
        private readonly List<long> _offsets = [];

        public IReadOnlyList<long> Offsets => _offsets;

        public void OnOffset(string group, TopicPartition partition, CommittedOffset? offset) =>
            _offsets.Add(offset!.Offset);

        public void OnGroup(string group, GroupMetadataValue? value, long recordOffset)
        {
        }
    }
}
