namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>A record's offset and its timestamp in milliseconds since 1970.</summary>
public readonly record struct TimestampOffset(long Offset, long Timestamp);
