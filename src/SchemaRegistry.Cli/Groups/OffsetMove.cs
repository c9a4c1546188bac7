using Confluent.Kafka;

namespace SchemaRegistry.Cli.Groups;

/// <summary>A partition's committed offset, before (null when there was none) and after.</summary>
internal sealed record OffsetMove(TopicPartition Partition, long? Before, long After);
