using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// The committed offsets of groups: those that are asked for, or all where no topics are named. What was never
/// committed is offset −1 and no error, as for a group that is not there.
/// </summary>
internal sealed class OffsetFetchHandler(GroupCoordinator groups) : ApiHandler<OffsetFetchRequest, OffsetFetchResponse>
{
    private const short ManyGroupsSince = 8;
    private const int NoEpoch = -1;

    private static readonly CommittedOffset Nothing = new(-1, NoEpoch, "", DateTimeOffset.UnixEpoch);
    private static readonly Dictionary<TopicPartition, CommittedOffset> NoOffsets = [];

    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        OffsetFetchRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        if (groups.Availability is not ErrorCode.None and var error)
            return Ready(request, Refuse(message, (short)error));

        var response = new OffsetFetchResponse();
        if (request.Version >= ManyGroupsSince)
        {
            response.Groups = new OffsetFetchResponseGroup[message.Groups.Length];
            for (var index = 0; index < message.Groups.Length; index++)
            {
                var wanted = message.Groups[index];
                response.Groups[index] = ForGroup(wanted, await FindAsync(wanted.GroupId, request));
            }
        }
        else
            response.Topics = ForTopics(message.Topics, await FindAsync(message.GroupId, request));

        return Ready(request, response);
    }

    /// <summary>The error in all places where a version has it.</summary>
    private static OffsetFetchResponse Refuse(OffsetFetchRequest message, short error) => new()
    {
        ErrorCode = error,
        Topics = Array.ConvertAll(message.Topics ?? [], topic => new OffsetFetchResponseTopic
        {
            Name = topic.Name,
            Partitions = Array.ConvertAll(topic.PartitionIndexes, index => new OffsetFetchResponsePartition
            {
                PartitionIndex = index,
                CommittedOffset = Nothing.Offset,
                CommittedLeaderEpoch = Nothing.LeaderEpoch,
                ErrorCode = error,
            }),
        }),
        Groups = Array.ConvertAll(
            message.Groups, group => new OffsetFetchResponseGroup { GroupId = group.GroupId, ErrorCode = error }),
    };

    /// <summary>A copy: the group goes on meanwhile.</summary>
    private async Task<Dictionary<TopicPartition, CommittedOffset>> FindAsync(string groupId, RequestContext request) =>
        await groups.Ask<Dictionary<TopicPartition, CommittedOffset>>(
            groupId, (group, answer) => answer.SetResult(new(group.Group.Offsets.Committed)))
            .OrAsync(NoOffsets, request);

    private static OffsetFetchResponseTopic[] ForTopics(
        OffsetFetchRequestTopic[]? wanted, Dictionary<TopicPartition, CommittedOffset> offsets) =>
        wanted is null
            ? [.. offsets.GroupBy(offset => offset.Key.Topic).Select(topic => new OffsetFetchResponseTopic
            {
                Name = topic.Key,
                Partitions = [.. topic.Select(offset => Answer(offset.Key.Partition, offset.Value))],
            })]
            : Array.ConvertAll(wanted, topic => new OffsetFetchResponseTopic
            {
                Name = topic.Name,
                Partitions = Array.ConvertAll(topic.PartitionIndexes, index =>
                    Answer(index, offsets.GetValueOrDefault(new(topic.Name, index)) ?? Nothing)),
            });

    /// <summary>From version 8 on the same stands in other classes.</summary>
    private static OffsetFetchResponseGroup ForGroup(
        OffsetFetchRequestGroup group, Dictionary<TopicPartition, CommittedOffset> offsets)
    {
        var wanted = group.Topics is null ? null : Array.ConvertAll(group.Topics, topic => new OffsetFetchRequestTopic
        {
            Name = topic.Name,
            PartitionIndexes = topic.PartitionIndexes,
        });
        return new OffsetFetchResponseGroup
        {
            GroupId = group.GroupId,
            Topics = Array.ConvertAll(ForTopics(wanted, offsets), topic => new OffsetFetchResponseTopics
            {
                Name = topic.Name,
                Partitions = Array.ConvertAll(topic.Partitions, partition => new OffsetFetchResponsePartitions
                {
                    PartitionIndex = partition.PartitionIndex,
                    CommittedOffset = partition.CommittedOffset,
                    CommittedLeaderEpoch = partition.CommittedLeaderEpoch,
                    Metadata = partition.Metadata,
                }),
            }),
        };
    }

    private static OffsetFetchResponsePartition Answer(int partition, CommittedOffset offset) => new()
    {
        PartitionIndex = partition,
        CommittedOffset = offset.Offset,
        CommittedLeaderEpoch = offset.LeaderEpoch,
        Metadata = offset.Metadata,
    };
}
