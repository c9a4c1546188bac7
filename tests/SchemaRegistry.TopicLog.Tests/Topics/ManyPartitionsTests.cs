using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Tests.Files;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Topics;

/// <summary>Ten thousand idle partitions cost little to open; counted, since time depends on the machine.</summary>
public sealed class ManyPartitionsTests
{
    private const int TopicCount = 10;
    private const int PartitionCount = 1000;
    private const int All = TopicCount * PartitionCount;
    private const int Batches = 3;

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Opening_ten_thousand_partitions_takes_a_few_operations_for_each_and_few_handles()
    {
        var files = new MemoryFileSystem();
        var counting = new CountingFileSystem(files);
        var store = await TestStore.OpenAsync(counting);
        for (var topic = 0; topic < TopicCount; topic++)
        {
            var created = await store.CreateAsync($"t{topic}", PartitionCount, TopicConfig.Default, None);
            foreach (var partition in created.Topic!.Partitions)
                Fill(partition);
        }

        await store.DisposeAsync();
        counting.Reset();

        await using var again = await TestStore.OpenAsync(counting);

        // Of each: what is in its folder, and a header per batch of its last segment.
        Assert.InRange(counting["List"], All, All + 10);
        Assert.InRange(counting["Open"], All, All + 10);
        Assert.InRange(counting["Read"], All * Batches, (All * Batches) + 10);
        Assert.InRange(counting["Exists"] + counting["CreateFolder"] + counting["Delete"], 0, 10);
        Assert.InRange(counting["Write"] + counting["Truncate"] + counting["Sync"] + counting["SyncFolder"], 0, 10);
        Assert.InRange(files.OpenFiles, 0, LogLimits.OpenFiles + 1);
        Assert.Equal(Batches, again.Topics[^1].Partitions[^1].LogEnd);
        Assert.Equal(Batches, TestStore.ReadAll(again.Topics[0].Partitions[0]).Count);
    }

    [Fact]
    public async Task Opening_reads_the_headers_of_the_last_segment_only()
    {
        var counting = new CountingFileSystem(new MemoryFileSystem());
        var store = await TestStore.OpenAsync(counting);
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"), ("retention.ms", "-1"));
        for (var value = 0; value < 1000; value++)
            partition.Append(TestStore.Batch($"value {value} {new string('x', 100)}"));
        var segments = partition.Segments.Length;
        await store.DisposeAsync();
        counting.Reset();

        await using var again = await TestStore.OpenAsync(counting);

        // Of each closed segment its index, and of the last one at most five batches; a snapshot, and meta.log.
        Assert.True(segments > 150);
        Assert.InRange(counting["Read"], segments, segments + 10);
        Assert.Equal(1000, TestStore.Find(again).LogEnd);
    }

    [Fact]
    public async Task A_round_of_housekeeping_over_idle_partitions_does_not_touch_the_disk()
    {
        var counting = new CountingFileSystem(new MemoryFileSystem());
        await using var store = await TestStore.OpenAsync(counting);
        var config = TopicConfig.TryCreate([KeyValuePair.Create("cleanup.policy", (string?)"compact")], out _)!;
        var created = await store.CreateAsync("t", PartitionCount, config, None);
        counting.Reset();

        await store.RunHousekeepingAsync(None);
        await store.RunCompactionAsync(None);
        await store.RunAloneAsync(() => { });

        Assert.Equal(PartitionCount, created.Topic!.Partitions.Count);
        Assert.Equal(0, counting.All);
    }

    private static void Fill(Partition partition)
    {
        for (var sequence = 0; sequence < Batches; sequence++)
        {
            var result = partition.Append(TestStore.Batch($"value {sequence}"));
            Assert.Equal(LogError.None, result.Error);
        }
    }
}
