namespace SchemaRegistry.Kafka.Groups;

/// <summary>A partition (from 0) of a topic, whether it is there or not.</summary>
internal readonly record struct TopicPartition(string Topic, int Partition);
