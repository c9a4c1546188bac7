namespace SchemaRegistry.TopicLog.Compaction;

/// <summary>128 bits that stand for a key.</summary>
internal readonly record struct KeyHash(ulong Low, ulong High);
