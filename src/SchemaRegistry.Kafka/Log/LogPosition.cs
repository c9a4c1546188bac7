namespace SchemaRegistry.Kafka.Log;

/// <summary>An offset and the timestamp (ms since 1970) of the record there.</summary>
public readonly record struct LogPosition(long Offset, long TimestampMs);
