using Confluent.Kafka;
using Confluent.Kafka.Admin;
using SchemaRegistry.Cli.Admin;

namespace SchemaRegistry.Cli.Groups;

/// <summary>What can be asked and changed about groups. A refusal is a <see cref="CommandException"/>.</summary>
internal sealed class GroupAdmin(KafkaAdmin admin)
{
    /// <summary>All groups, sorted by name, and the failures of brokers that did not tell theirs.</summary>
    public async Task<(IReadOnlyList<ConsumerGroupListing> Groups, IReadOnlyList<Error> Failures)> ListAsync(
        CancellationToken cancellationToken)
    {
        var options = new ListConsumerGroupsOptions { RequestTimeout = KafkaAdmin.Timeout };
        try
        {
            var answer = await admin.AskAsync(client => client.ListConsumerGroupsAsync(options), cancellationToken);
            return (Sorted(answer.Valid), []);
        }
        catch (ListConsumerGroupsException e)
        {
            return (Sorted(e.Results.Valid), e.Results.Errors);
        }
    }

    /// <summary>The group; null when there is none, which is also said of one without members and offsets.</summary>
    public async Task<ConsumerGroupDescription?> FindAsync(string group, CancellationToken cancellationToken)
    {
        var description = await DescribeAsync(group, cancellationToken);
        if (description.Error.Code == ErrorCode.GroupIdNotFound || description.State == ConsumerGroupState.Dead)
            return null;
        return description.Error.IsError ? throw AdminErrors.OfGroup(group, description.Error) : description;
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
            throw AdminErrors.OfGroup(group, FirstError(e.Results[0].Error, e.Results[0].Partitions));
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
            throw AdminErrors.OfGroup(group, FirstError(e.Results[0].Error, e.Results[0].Partitions));
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

    private async Task<ConsumerGroupDescription> DescribeAsync(string group, CancellationToken cancellationToken)
    {
        var options = new DescribeConsumerGroupsOptions { RequestTimeout = KafkaAdmin.Timeout };
        try
        {
            return (await admin.AskAsync(
                client => client.DescribeConsumerGroupsAsync([group], options), cancellationToken))
                .ConsumerGroupDescriptions.Single();
        }
        catch (DescribeConsumerGroupsException e)
        {
            return e.Results.ConsumerGroupDescriptions.Single();
        }
    }

    private static Error FirstError(Error whole, IEnumerable<TopicPartitionOffsetError> parts) =>
        parts.Select(part => part.Error).FirstOrDefault(error => error.IsError) ?? whole;

    private static IReadOnlyList<ConsumerGroupListing> Sorted(IEnumerable<ConsumerGroupListing> groups) =>
        [.. groups.OrderBy(group => group.GroupId, StringComparer.Ordinal)];
}
