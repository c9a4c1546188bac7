using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>The disk refuses an operation, at every one of a workload: full, or broken.</summary>
public sealed class FaultTests
{
    private const int Rounds = 12;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(7, false)]
    [InlineData(7, true)]
    public async Task What_was_acknowledged_survives_a_fault_at_any_operation(int length, bool leavesHalf)
    {
        for (var first = 0; ; first++)
        {
            var run = new FaultyRun(first, length, leavesHalf);
            await run.LiveAsync(Rounds);
            await run.CheckAsync();
            if (!run.WasFaulty)
                return;
        }
    }

    [Fact]
    public async Task A_partition_whose_fsync_failed_is_never_synced_again_and_the_others_go_on()
    {
        var files = new MemoryFileSystem(keepsJournal: true);
        var store = await TestStore.OpenAsync(files);
        var broken = await TestStore.CreateAsync(store, "broken");
        var sound = await TestStore.CreateAsync(store, "sound");
        await TestStore.AppendDurablyAsync(broken, "kept");
        files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Sync && operation.Path.Contains("broken"))
                throw new IOException("EIO");
        };
        var lost = broken.Append(TestStore.Batch("lost?"));
        Assert.Equal(LogError.StorageFailed, await broken.WaitDurableAsync(lost.NextOffset, None));
        files.BeforeOperation = null;
        var before = files.Changes;

        Assert.Equal(LogError.StorageFailed, broken.Append(TestStore.Batch("refused")).Error);
        await TestStore.AppendDurablyAsync(sound, "goes on");
        Assert.Equal([(0, "kept")], TestStore.ReadAll(broken));
        await store.DisposeAsync();

        Assert.DoesNotContain(
            files.Journal.Skip(before),
            operation => operation.Path.Contains("broken") && operation.Kind == FileOperationKind.Sync);
        Assert.DoesNotContain("clean", files.List(TestStore.Folder));
        await using var again = await TestStore.OpenAsync(files);
        Assert.Equal("kept", TestStore.ReadAll(TestStore.Find(again, "broken"))[0].Value);
        await TestStore.AppendDurablyAsync(TestStore.Find(again, "broken"), "usable again");
    }

    [Fact]
    public async Task A_full_disk_leaves_records_readable_and_takes_more_when_there_is_room()
    {
        var files = new MemoryFileSystem();
        await using var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"));
        for (var index = 0; index < 10; index++)
            await TestStore.AppendDurablyAsync(partition, $"value {index}");
        files.BeforeOperation = operation =>
        {
            if (operation.Kind is FileOperationKind.Write or FileOperationKind.Create)
                throw new IOException("ENOSPC");
        };

        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(LogError.StorageFailed, partition.Append(TestStore.Batch(new string('x', 300))).Error);
        Assert.Equal(10, TestStore.ReadAll(partition).Count);
        Assert.Equal(LogError.StorageFailed, (await store.CreateAsync("u", 1, TopicConfig.Default, None)).Error);
        files.BeforeOperation = null;

        Assert.Equal(10, (await TestStore.AppendDurablyAsync(partition, "fits")).BaseOffset);
        Assert.Equal(LogError.None, (await store.CreateAsync("u", 1, TopicConfig.Default, None)).Error);
    }
}
