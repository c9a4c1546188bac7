namespace SchemaRegistry.TopicLog.Records;

/// <summary>
/// A record to append. A null key or value is different from an empty one; the timestamp is in milliseconds since 1970,
/// UTC.
/// </summary>
public sealed record LogRecord(ReadOnlyMemory<byte>? Key, ReadOnlyMemory<byte>? Value, long Timestamp)
{
    public IReadOnlyList<KeyValuePair<string, byte[]?>> Headers { get; init; } = [];
}
