using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>
/// A batch that was appended, when, and as whose. In a compacted topic its records have keys, and a null value is a
/// tombstone; elsewhere they have none.
/// </summary>
internal sealed record LedgerBatch(long BaseOffset, string?[] Values, byte[] Bytes, BatchOrigin? Origin, int AppendedAt)
{
    public string[]? Keys { get; init; }
}
