using Confluent.Kafka;
using Confluent.Kafka.Admin;
using SchemaRegistry.Cli.Admin;
using SchemaRegistry.Cli.Output;

namespace SchemaRegistry.Cli.Groups;

/// <summary>How groups, their members and their offsets are shown.</summary>
internal static class GroupRows
{
    /// <summary>A group whose coordinator did not answer has no state that could be told.</summary>
    public static RowSet Groups(IEnumerable<ConsumerGroupDescription> groups)
    {
        var rows = new RowSet(
            "groups", new("group"), new("state", "unknown"), new("type", "unknown"), new("members", "unknown"));
        foreach (var group in groups)
        {
            if (group.Error.IsError)
                rows.Add(group.GroupId, null, null, null);
            else
                rows.Add(group.GroupId, NameOf(group.State), NameOf(group.GroupType), group.Members.Count);
        }

        return rows;
    }

    public static IReadOnlyList<Fact> Facts(ConsumerGroupDescription group) =>
    [
        new("group", group.GroupId),
        new("state", NameOf(group.State)),
        new("type", NameOf(group.GroupType)),
        new("protocol", group.PartitionAssignor is { Length: > 0 } assignor ? assignor : null),
        new("coordinator", group.Coordinator is { Id: >= 0 } node ? node.Id : null),
    ];

    public static RowSet Members(ConsumerGroupDescription group)
    {
        var rows = new RowSet(
            "members", new("member"), new("clientId"), new("host"), new("instanceId"), new("partitions", "none"));
        foreach (var member in group.Members.OrderBy(member => member.ConsumerId, StringComparer.Ordinal))
        {
            var partitions = member.Assignment.TopicPartitions.Order().Select(NameOf).ToList();
            rows.Add(member.ConsumerId, member.ClientId, member.Host, member.GroupInstanceId, partitions);
        }

        return rows;
    }

    /// <summary>
    /// Every partition of the topics that the group reads. Where nothing is committed there is no lag that could be told:
    /// where the group would begin is up to its members.
    /// </summary>
    public static RowSet Partitions(
        ConsumerGroupDescription group, IEnumerable<TopicPartition> partitions,
        IReadOnlyDictionary<TopicPartition, long> committed, OffsetLookup end)
    {
        var owners = group.Members
            .SelectMany(
                member => member.Assignment.TopicPartitions, (member, at) => (Member: member.ConsumerId, At: at))
            .DistinctBy(owned => owned.At)
            .ToDictionary(owned => owned.At, owned => owned.Member);
        var rows = new RowSet(
            "partitions", new("topic"), new("partition"), new("committedOffset", "nothing"), new("endOffset", "unknown"),
            new("lag", "unknown"), new("member"));
        foreach (var at in partitions.Order())
        {
            long? offset = committed.TryGetValue(at, out var found) ? found : null;
            var lag = end.Of(at) - offset;
            rows.Add(at.Topic, at.Partition.Value, offset, end.Of(at), lag, owners.GetValueOrDefault(at));
        }

        return rows;
    }

    private static string NameOf(TopicPartition partition) => $"{partition.Topic}:{partition.Partition.Value}";

    /// <summary>As Kafka writes it, which is not for us to change: Stable, Empty, PreparingRebalance.</summary>
    private static string NameOf(Enum value) => value.ToString();
}
