using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>What a partition is made of and held to.</summary>
internal sealed record PartitionSettings(string Topic, int Index, string Folder, TopicConfig Config, FlushMode Flush);
