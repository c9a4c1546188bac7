namespace SchemaRegistry.TopicLog.Segments;

/// <summary>
/// What a scan or an index file tells of a segment: bytes that are sound, the next offset, and the newest timestamp.
/// </summary>
internal readonly record struct SegmentSummary(long Size, long NextOffset, long MaxTimestamp);
