using System.Globalization;
using Confluent.Kafka;
using SchemaRegistry.Cli.Topics;

namespace SchemaRegistry.Cli.Groups;

/// <summary>A topic, or one partition of it, as <c>--topic T[:PARTITION]</c> names it.</summary>
internal sealed record ResetScope(string Topic, int? Partition)
{
    public static ResetScope Parse(string text)
    {
        // Topic names have no colon.
        var parts = text.Split(':');
        if (parts is [{ Length: > 0 } topic])
            return new ResetScope(topic, null);
        if (parts is [{ Length: > 0 } name, var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var partition))
        {
            return new ResetScope(name, partition);
        }

        throw new CommandException(
            $"--topic is '{text}'; it must be TOPIC or TOPIC:PARTITION.", CommandException.CanNotTell);
    }

    /// <summary>The partitions that are there.</summary>
    public async Task<IReadOnlyList<TopicPartition>> FindAsync(TopicAdmin topics, CancellationToken cancellationToken)
    {
        var description = await topics.DescribeAsync(Topic, cancellationToken);
        List<TopicPartition> partitions =
        [
            .. description.Partitions
                .Where(partition => Partition is null || partition.Partition == Partition)
                .Select(partition => new TopicPartition(Topic, partition.Partition)),
        ];
        return partitions.Count > 0
            ? partitions
            : throw new CommandException($"Topic {Topic} has no partition {Partition}.");
    }
}
