namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// A batch that would be recognised if it came again. The timestamp is when it was appended, or found again without a
/// snapshot that tells, in milliseconds since 1970.
/// </summary>
internal sealed record RememberedBatch(
    int FirstSequence, int LastSequence, long BaseOffset, long LastOffset, long Timestamp);
