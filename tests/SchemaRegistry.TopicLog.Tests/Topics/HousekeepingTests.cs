using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Tests.Compaction;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Topics;

/// <summary>One folder or partition in trouble does not keep the others from what is due.</summary>
public sealed class HousekeepingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly MemoryFileSystem _files = new();

    [Fact]
    public async Task A_folder_that_cannot_be_deleted_holds_up_nothing_and_is_tried_again()
    {
        await using var store = await TestStore.OpenAsync(_files);
        var kept = await TestStore.CreateAsync(store, "kept", ("segment.bytes", "1024"), ("retention.bytes", "0"));
        for (var index = 0; index < 20; index++)
            await TestStore.AppendDurablyAsync(kept, $"value {index} {new string('x', 100)}");
        foreach (var name in new[] { "first", "second" })
        {
            await TestStore.CreateAsync(store, name);
            Assert.True(store.TryGet(name, out var topic));
            await store.DeleteAsync(topic, None);
        }

        _files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Delete && operation.Path.Contains("/first-"))
                throw new IOException("EIO");
        };
        await store.RunHousekeepingAsync(None);

        Assert.True(kept.LogStart > 0);
        Assert.Equal(["first", "kept"], TopicFolders());
        _files.BeforeOperation = null;
        await store.RunHousekeepingAsync(None);
        Assert.Equal(["kept"], TopicFolders());
    }

    [Fact]
    public async Task A_partition_whose_compaction_fails_in_an_unforeseen_way_does_not_stop_the_others()
    {
        await using var store = await TestStore.OpenAsync(_files);
        (string, string)[] settings =
            [("cleanup.policy", "compact"), ("segment.bytes", "1024"), ("min.cleanable.dirty.ratio", "0")];
        var bad = await TestStore.CreateAsync(store, "bad", settings);
        var good = await TestStore.CreateAsync(store, "good", settings);
        await AppendAsync(bad);
        await AppendAsync(good);
        _files.BeforeOperation = operation =>
        {
            if (operation.Path.Contains("/bad-") && operation.Path.EndsWith("compaction.new"))
                throw new InvalidOperationException("a defect");
        };

        await store.RunCompactionAsync(None);

        Assert.Equal((0, good.Segments[^1].BaseOffset), (bad.Checkpoint.CleanEnd, good.Checkpoint.CleanEnd));
    }

    [Fact]
    public async Task A_partition_whose_retention_fails_in_an_unforeseen_way_does_not_stop_the_others()
    {
        await using var store = await TestStore.OpenAsync(_files);
        (string, string)[] settings = [("segment.bytes", "1024"), ("retention.bytes", "0")];
        var bad = await TestStore.CreateAsync(store, "bad", settings);
        var good = await TestStore.CreateAsync(store, "good", settings);
        await AppendAsync(bad);
        await AppendAsync(good);
        _files.BeforeOperation = operation =>
        {
            if (operation.Path.Contains("/bad-") && operation.Path.EndsWith("checkpoint.new"))
                throw new InvalidOperationException("a defect");
        };

        await store.RunHousekeepingAsync(None);

        Assert.Equal((0, good.Segments[^1].BaseOffset), (bad.LogStart, good.LogStart));
    }

    [Fact]
    public async Task A_partition_that_is_deleted_beside_housekeeping_is_not_rolled_any_more()
    {
        var time = new HookedTime();
        await using var store = await TopicStore.OpenAsync(
            _files, TestStore.Folder, new LogOptions { CheckInterval = TimeSpan.FromDays(40) },
            new LogSurroundings(time, NullLoggerFactory.Instance));
        var partition = await TestStore.CreateAsync(store, "t", ("segment.ms", "1000"));
        await TestStore.AppendDurablyAsync(partition, "a");
        Assert.True(store.TryGet("t", out var topic));
        time.Advance(TimeSpan.FromSeconds(2));

        // Between the look at the partition and its lock.
        time.OnLook = () => store.DeleteAsync(topic, None).GetAwaiter().GetResult();
        await partition.ApplyRetentionAsync();

        Assert.Single(_files.List(partition.Settings.Folder), name => name.EndsWith(".log"));
        Assert.Single(partition.Segments);
    }

    private static async Task AppendAsync(Partition partition)
    {
        for (var index = 0; index < 20; index++)
        {
            var record = CompactedTopic.Record("key", $"{index} {new string('x', 100)}", TestStore.Time);
            var result = partition.Append(RecordBatchBuilder.Build([record]));
            Assert.Equal(LogError.None, await partition.WaitDurableAsync(result.NextOffset, None));
        }
    }

    private List<string> TopicFolders() =>
        [.. _files.List($"{TestStore.Folder}/topics").Select(name => name.Split('-')[0]).Order()];

    /// <summary>A clock that does something once when it is looked at.</summary>
    private sealed class HookedTime() : FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(TestStore.Time))
    {
        public Action? OnLook { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            var action = OnLook;
            OnLook = null;
            action?.Invoke();
            return base.GetUtcNow();
        }
    }
}
