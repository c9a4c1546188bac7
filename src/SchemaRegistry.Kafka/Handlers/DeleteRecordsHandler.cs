using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Moves the log start of partitions (KIP-107); an offset of −1 stands for the high watermark.</summary>
internal sealed class DeleteRecordsHandler(BrokerScope scope) : ApiHandler<DeleteRecordsRequest, DeleteRecordsResponse>
{
    private const long HighWatermark = -1;
    private const long NoOffset = -1;

    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        DeleteRecordsRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var topics = new DeleteRecordsTopicResult[message.Topics.Length];
        for (var index = 0; index < topics.Length; index++)
        {
            var wanted = message.Topics[index];
            var partitions = new DeleteRecordsPartitionResult[wanted.Partitions.Length];
            for (var at = 0; at < partitions.Length; at++)
                partitions[at] = await DeleteAsync(wanted.Name, wanted.Partitions[at], cancellationToken);
            topics[index] = new DeleteRecordsTopicResult { Name = wanted.Name, Partitions = partitions };
        }

        return Ready(request, new DeleteRecordsResponse { Topics = topics });
    }

    private async ValueTask<DeleteRecordsPartitionResult> DeleteAsync(
        string topic, DeleteRecordsPartition wanted, CancellationToken cancellationToken)
    {
        if (!scope.TryFindPartition(topic, wanted.PartitionIndex, out var partition))
            return Result(wanted, NoOffset, ErrorCode.UnknownTopicOrPartition);

        if (InternalTopics.Contains(topic))
            return Result(wanted, NoOffset, ErrorCode.InvalidTopic);

        var offset = wanted.Offset == HighWatermark ? partition.HighWatermark : wanted.Offset;
        var error = LogErrors.CodeOf(await partition.DeleteRecordsAsync(offset, cancellationToken));
        return Result(wanted, error == ErrorCode.None ? partition.LogStart : NoOffset, error);
    }

    private static DeleteRecordsPartitionResult Result(
        DeleteRecordsPartition wanted, long lowWatermark, ErrorCode error) => new()
    {
        PartitionIndex = wanted.PartitionIndex,
        LowWatermark = lowWatermark,
        ErrorCode = (short)error,
    };
}
