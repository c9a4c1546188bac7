using SchemaRegistry.TopicLog.Files;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// What is in the folder of a partition beside its segments, the checkpoint and the snapshots of its producers, and the
/// names of all that is in it. Changed on the flusher's thread alone; <see cref="Checkpoint"/> may be read by any.
/// </summary>
/// <param name="files">Where the folder is.</param>
/// <param name="path">The folder.</param>
/// <param name="checkpoint">The one that opening found.</param>
/// <param name="fail">
/// Has the partition fail. It is called when the fsync of the folder fails: nobody knows then which names are on disk,
/// those of segments with acknowledged records among them, and the next try would succeed without them.
/// </param>
internal sealed class PartitionFolder(
    IFileSystem files, string path, PartitionCheckpoint checkpoint, Action<Exception> fail)
{
    private PartitionCheckpoint _checkpoint = checkpoint;

    public PartitionCheckpoint Checkpoint => Volatile.Read(ref _checkpoint);

    /// <summary>It is on disk before anybody sees it.</summary>
    public void Save(PartitionCheckpoint changed)
    {
        CheckpointFile.Write(files, path, changed);
        Sync();
        Volatile.Write(ref _checkpoint, changed);
    }

    /// <summary>
    /// Forces a snapshot to disk, all records below it being there already, and deletes those that are older than the
    /// one before it. Does nothing when there is no snapshot at that offset.
    /// </summary>
    public void SettleSnapshot(long offset)
    {
        if (!ProducerSnapshot.TrySync(files, path, offset))
            return;
        Sync();
        ProducerSnapshot.DeleteOlder(files, path, offset);
    }

    /// <summary>Makes the names in the folder durable.</summary>
    public void Sync()
    {
        try
        {
            files.SyncFolder(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fail(e);
            throw;
        }
    }
}
