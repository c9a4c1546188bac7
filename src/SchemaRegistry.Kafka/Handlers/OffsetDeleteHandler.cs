using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Deletes committed offsets, except of topics that the group's members read (KIP-496).</summary>
internal sealed class OffsetDeleteHandler(BrokerScope scope, GroupCoordinator groups)
    : ApiHandler<OffsetDeleteRequest, OffsetDeleteResponse>
{
    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        OffsetDeleteRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        if (groups.Availability is not ErrorCode.None and var error)
            return Ready(request, new OffsetDeleteResponse { ErrorCode = (short)error });

        var partitions = message.Topics.SelectMany(topic =>
            topic.Partitions.Select(partition => new TopicPartition(topic.Name, partition.PartitionIndex))).ToHashSet();
        var deletion = await groups.Ask<OffsetDeletion>(
            message.GroupId, (group, answer) => group.Commits.Delete(partitions, answer))
            .OrAsync(OffsetDeletion.Of(ErrorCode.GroupIdNotFound), request);
        return Ready(request, new OffsetDeleteResponse
        {
            ErrorCode = (short)deletion.Error,
            Topics = deletion.Error == ErrorCode.None
                ? Array.ConvertAll(message.Topics, topic => Answer(topic, deletion))
                : [],
        });
    }

    private OffsetDeleteResponseTopic Answer(OffsetDeleteRequestTopic topic, OffsetDeletion deletion) => new()
    {
        Name = topic.Name,
        Partitions = Array.ConvertAll(topic.Partitions, partition => new OffsetDeleteResponsePartition
        {
            PartitionIndex = partition.PartitionIndex,
            ErrorCode = (short)ErrorFor(topic.Name, partition.PartitionIndex, deletion),
        }),
    };

    private ErrorCode ErrorFor(string topic, int partition, OffsetDeletion deletion)
    {
        if (deletion.SubscribedTopics.Contains(topic))
            return ErrorCode.GroupSubscribedToTopic;
        return scope.TryFindPartition(topic, partition, out _) ? ErrorCode.None : ErrorCode.UnknownTopicOrPartition;
    }
}
