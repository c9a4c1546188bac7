namespace SchemaRegistry.Kafka.Log;

/// <summary>What a topic is created with: its name, partitions, and the configuration that differs from the defaults.</summary>
public sealed record LogTopicShape(string Name, int PartitionCount, IReadOnlyDictionary<string, string> Configs);
