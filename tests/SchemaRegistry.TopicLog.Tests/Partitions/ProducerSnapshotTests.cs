using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Tests.Partitions;

public sealed class ProducerSnapshotTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly MemoryFileSystem _files = new();

    [Fact]
    public async Task A_snapshot_whose_fsync_failed_is_deleted_and_written_anew()
    {
        await using var store = await TestStore.OpenAsync(_files);
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"));
        partition.Append(TestStore.Batch(new BatchOrigin(5, 0, 0), "a"));
        await partition.WaitDurableAsync(1, None);
        var failures = 1;
        _files.BeforeOperation = operation =>
        {
            if (operation.Kind == FileOperationKind.Sync && operation.Path.EndsWith(SegmentFiles.SnapshotSuffix)
                && failures-- > 0)
            {
                throw new IOException("EIO");
            }
        };

        // What the next snapshot rests on must not be the one of which nobody knows what is on disk.
        Assert.Equal(LogError.StorageFailed, await partition.DeleteRecordsAsync(1, None));
        Assert.Empty(Snapshots(partition));

        Assert.Equal(LogError.None, await partition.DeleteRecordsAsync(1, None));
        Assert.Equal([$"{1:D20}.snapshot"], Snapshots(partition));
    }

    private List<string> Snapshots(Partition partition) =>
        [.. _files.List(partition.Settings.Folder).Where(name => name.EndsWith(SegmentFiles.SnapshotSuffix))];
}
