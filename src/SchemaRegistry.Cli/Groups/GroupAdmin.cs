using Confluent.Kafka;
using Confluent.Kafka.Admin;
using SchemaRegistry.Cli.Admin;

namespace SchemaRegistry.Cli.Groups;

/// <summary>What can be asked and changed about groups. A refusal is a <see cref="CommandException"/>.</summary>
internal sealed class GroupAdmin(KafkaAdmin admin)
{
    /// <summary>All groups, sorted by name.</summary>
    public async Task<IReadOnlyList<ConsumerGroupDescription>> ListAsync(CancellationToken cancellationToken)
    {
        // Not ListConsumerGroupsAsync: when a broker does not answer, Confluent.Kafka 2.16 frees its error twice, and the
        // process ends in a segmentation fault (seen with an address where nobody listens).
        var groups = await admin.AskAsync(
            client => Task.FromResult(client.ListGroups(KafkaAdmin.Timeout)), cancellationToken);
        if (groups.Count == 0)
            return [];
        var described = await DescribeAsync(groups.Select(group => group.Group), cancellationToken);
        return [.. described.OrderBy(group => group.GroupId, StringComparer.Ordinal)];
    }

    /// <summary>The group; null when there is none, which is also said of one without members and offsets.</summary>
    public async Task<ConsumerGroupDescription?> FindAsync(string group, CancellationToken cancellationToken)
    {
        var description = (await DescribeAsync([group], cancellationToken)).Single();
        if (description.Error.Code == ErrorCode.GroupIdNotFound || description.State == ConsumerGroupState.Dead)
            return null;
        return description.Error.IsError ? throw RefusalOf(group, description.Error) : description;
    }

    /// <summary>The offsets that were committed, for all partitions that have one.</summary>
    public async Task<IReadOnlyDictionary<TopicPartition, long>> ReadCommittedAsync(
        string group, CancellationToken cancellationToken)
    {
        var wanted = new ConsumerGroupTopicPartitions(group, null);
        var options = new ListConsumerGroupOffsetsOptions { RequestTimeout = KafkaAdmin.Timeout };
        try
        {
            var answer = await admin.AskAsync(
                client => client.ListConsumerGroupOffsetsAsync([wanted], options), cancellationToken);
            return answer[0].Partitions
                .Where(partition => partition.Offset.Value >= 0)
                .ToDictionary(partition => partition.TopicPartition, partition => partition.Offset.Value);
        }
        catch (ListConsumerGroupOffsetsException e)
        {
            throw RefusalOf(group, FirstError(e.Results[0].Error, e.Results[0].Partitions));
        }
    }

    public async Task CommitAsync(
        string group, IEnumerable<TopicPartitionOffset> offsets, CancellationToken cancellationToken)
    {
        var wanted = new ConsumerGroupTopicPartitionOffsets(group, [.. offsets]);
        var options = new AlterConsumerGroupOffsetsOptions { RequestTimeout = KafkaAdmin.Timeout };
        try
        {
            await admin.AskAsync(
                client => client.AlterConsumerGroupOffsetsAsync([wanted], options), cancellationToken);
        }
        catch (AlterConsumerGroupOffsetsException e)
        {
            throw RefusalOf(group, FirstError(e.Results[0].Error, e.Results[0].Partitions));
        }
    }

    /// <summary>What became of each group.</summary>
    public async Task<IReadOnlyList<DeleteGroupReport>> DeleteAsync(
        IReadOnlyList<string> groups, CancellationToken cancellationToken)
    {
        var options = new DeleteGroupsOptions { RequestTimeout = KafkaAdmin.Timeout };
        try
        {
            await admin.AskAsync(client => client.DeleteGroupsAsync([.. groups], options), cancellationToken);
            return [.. groups.Select(group => new DeleteGroupReport { Group = group, Error = ErrorCode.NoError })];
        }
        catch (DeleteGroupsException e)
        {
            return e.Results;
        }
    }

    public CommandException RefusalOf(string group, Error error) =>
        AdminErrors.IsSilence(error.Code) ? admin.NoAnswer(error) : AdminErrors.OfGroup(group, error);

    private async Task<IReadOnlyList<ConsumerGroupDescription>> DescribeAsync(
        IEnumerable<string> groups, CancellationToken cancellationToken)
    {
        var options = new DescribeConsumerGroupsOptions { RequestTimeout = KafkaAdmin.Timeout };
        try
        {
            return (await admin.AskAsync(
                client => client.DescribeConsumerGroupsAsync(groups, options), cancellationToken))
                .ConsumerGroupDescriptions;
        }
        catch (DescribeConsumerGroupsException e)
        {
            return e.Results.ConsumerGroupDescriptions;
        }
    }

    private static Error FirstError(Error whole, IEnumerable<TopicPartitionOffsetError> parts) =>
        parts.Select(part => part.Error).FirstOrDefault(error => error.IsError) ?? whole;
}
