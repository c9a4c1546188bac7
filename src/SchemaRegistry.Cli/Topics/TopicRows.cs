using Confluent.Kafka;
using Confluent.Kafka.Admin;
using SchemaRegistry.Cli.Admin;
using SchemaRegistry.Cli.Output;

namespace SchemaRegistry.Cli.Topics;

/// <summary>How topics, their partitions and their settings are shown.</summary>
internal static class TopicRows
{
    public static RowSet Topics(IEnumerable<TopicDescription> topics)
    {
        var rows = new RowSet("topics", new("topic"), new("partitions"), new("replicationFactor"), new("internal"));
        foreach (var topic in topics)
        {
            var replicas = topic.Partitions.Count > 0 ? topic.Partitions.Max(partition => partition.Replicas.Count) : 0;
            rows.Add(topic.Name, topic.Partitions.Count, replicas, topic.IsInternal);
        }

        return rows;
    }

    /// <summary>The count is of offsets: after compaction and transactions there are fewer records.</summary>
    public static RowSet Partitions(TopicDescription topic, OffsetLookup first, OffsetLookup end)
    {
        var rows = new RowSet(
            "partitions", new("partition"), new("leader", "none"), new("replicas"), new("inSync"), new("firstOffset"),
            new("endOffset"), new("count"));
        foreach (var partition in topic.Partitions.OrderBy(partition => partition.Partition))
        {
            var at = new TopicPartition(topic.Name, partition.Partition);
            rows.Add(
                partition.Partition, LeaderOf(partition), NodesOf(partition.Replicas), NodesOf(partition.ISR),
                first.Of(at), end.Of(at), end.Of(at) - first.Of(at));
        }

        return rows;
    }

    public static RowSet Settings(IEnumerable<ConfigEntryResult> settings)
    {
        var rows = new RowSet("settings", new("name"), new("value", "(secret)"), new("source"), new("readOnly"));
        foreach (var setting in settings)
        {
            rows.Add(
                setting.Name, setting.IsSensitive ? null : setting.Value, SourceOf(setting.Source), setting.IsReadOnly);
        }

        return rows;
    }

    private static int? LeaderOf(TopicPartitionInfo partition) =>
        partition.Leader is { Id: >= 0 } leader ? leader.Id : null;

    private static List<int> NodesOf(IEnumerable<Node> nodes) => [.. nodes.Select(node => node.Id)];

    private static string SourceOf(ConfigSource source) => source switch
    {
        ConfigSource.DynamicTopicConfig => "topic",
        ConfigSource.DynamicBrokerConfig or ConfigSource.StaticBrokerConfig => "broker",
        ConfigSource.DynamicDefaultBrokerConfig => "cluster",
        ConfigSource.DefaultConfig => "default",
        _ => "unknown",
    };
}
