namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// Damage that was found and left in place: the records there answer <see cref="LogError.CorruptBatch"/>, all others
/// are as they were. Restore the file from a copy, or move the log start beyond it.
/// </summary>
public sealed record LogDamage(string Topic, int Partition, string File, long Position, string Reason);
