using SchemaRegistry.Kafka.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Says that no group has committed an offset, which is so: commits are not served. A consumer that is assigned a
/// partition without an offset then begins where its reset policy says. Without this key librdkafka 2.16 takes the
/// whole process down at that point (a segmentation fault, seen with Confluent.Kafka).
/// </summary>
internal sealed class OffsetFetchHandler : ApiHandler<OffsetFetchRequest, OffsetFetchResponse>
{
    private const long NothingCommitted = -1;
    private const int NoEpoch = -1;

    protected override ValueTask<PendingResponse?> ExecuteAsync(
        OffsetFetchRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var response = new OffsetFetchResponse
        {
            Topics = Array.ConvertAll(message.Topics ?? [], topic => new OffsetFetchResponseTopic
            {
                Name = topic.Name,
                Partitions = Array.ConvertAll(topic.PartitionIndexes, index => new OffsetFetchResponsePartition
                {
                    PartitionIndex = index,
                    CommittedOffset = NothingCommitted,
                    CommittedLeaderEpoch = NoEpoch,
                }),
            }),
            Groups = Array.ConvertAll(message.Groups, ForGroup),
        };
        return new(Ready(request, response));
    }

    private static OffsetFetchResponseGroup ForGroup(OffsetFetchRequestGroup group) => new()
    {
        GroupId = group.GroupId,
        Topics = Array.ConvertAll(group.Topics ?? [], topic => new OffsetFetchResponseTopics
        {
            Name = topic.Name,
            Partitions = Array.ConvertAll(topic.PartitionIndexes, index => new OffsetFetchResponsePartitions
            {
                PartitionIndex = index,
                CommittedOffset = NothingCommitted,
                CommittedLeaderEpoch = NoEpoch,
            }),
        }),
    };
}
