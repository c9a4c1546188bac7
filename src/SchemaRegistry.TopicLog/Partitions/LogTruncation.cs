namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// What was cut off when a partition was opened: bytes from <paramref name="Position"/> of a file on, and what
/// followed. After a crash that is the batch being written then; anything else means that a file was damaged.
/// </summary>
public sealed record LogTruncation(
    string Topic, int Partition, string File, long Position, long Bytes, long NextOffset);
