namespace SchemaRegistry.TopicLog.Topics;

/// <summary>What the meta log keeps of a topic.</summary>
internal sealed record TopicEntry(Guid Id, int Partitions, Dictionary<string, string> Config);
