using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Tests.Compaction;

namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>
/// The fsync of a folder fails once, in each place that has one. What the next one would force to disk is then unknown,
/// so that the partition must not acknowledge anything any more.
/// </summary>
public sealed class FolderSyncTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly MemoryFileSystem _files = new();

    [Theory]
    [InlineData(FileOperationKind.Rename, "compaction.new")]
    [InlineData(FileOperationKind.Rename, "checkpoint.new")]
    [InlineData(FileOperationKind.Sync, ".snapshot")]
    public async Task A_partition_fails_with_the_fsync_of_its_folder(FileOperationKind before, string suffix)
    {
        await using var topic = await CompactedTopic.CreateAsync(
            _files, new LogOptions(), NullLoggerFactory.Instance);
        await topic.AppendAsync(("a", "1"), ("a", "2"));
        topic.Append([CompactedTopic.Record("b", "1", 7)], new BatchOrigin(5, 0, 0));
        await topic.Partition.WaitDurableAsync(topic.Partition.LogEnd, None);
        var isNext = false;
        _files.BeforeOperation = operation =>
        {
            if (operation.Kind == before && operation.Path.EndsWith(suffix))
                isNext = true;
            if (operation.Kind != FileOperationKind.SyncFolder || !isNext)
                return;
            isNext = false;
            throw new IOException("EIO");
        };

        await RollAsync(topic.Partition);
        await topic.CompactAsync();
        await topic.Store.RunAloneAsync(() => { });

        var next = topic.Partition.Append(RecordBatchBuilder.Build([CompactedTopic.Record("c", "1", 7)]));
        Assert.Equal(LogError.StorageFailed, next.Error);
        Assert.Equal("1 a=2", topic.Read()[^2]);
        _files.BeforeOperation = null;
        await topic.ReopenAsync(stopsCleanly: true);
        Assert.DoesNotContain("clean", _files.List("/log"));
        Assert.Equal(["1 a=2", "2 b=1"], topic.Read()[^2..]);
        await topic.AppendAsync(("usable", "again"));
    }

    /// <summary>As far as the partition lets it.</summary>
    private static async Task RollAsync(Partition partition)
    {
        var filler = RecordBatchBuilder.Build([CompactedTopic.Record("filler", new string('x', 900), 7)]);
        for (var count = 0; count < 3; count++)
            await partition.WaitDurableAsync(partition.Append(filler).NextOffset, None);
    }
}
