using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>A batch that was appended, when, and as whose.</summary>
internal sealed record LedgerBatch(long BaseOffset, string[] Values, byte[] Bytes, BatchOrigin? Origin, int AppendedAt);
