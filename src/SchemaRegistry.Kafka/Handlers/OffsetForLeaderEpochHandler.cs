using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Tells where the records of a leader epoch end, so that a consumer notices when records that it has read are gone
/// (KIP-320). An epoch that has not been is answered with -1 and -1.
/// </summary>
internal sealed class OffsetForLeaderEpochHandler(BrokerScope scope)
    : ApiHandler<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse>
{
    protected override ValueTask<PendingResponse?> ExecuteAsync(
        OffsetForLeaderEpochRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var topics = new OffsetForLeaderTopicResult[message.Topics.Length];
        for (var index = 0; index < topics.Length; index++)
        {
            var wanted = message.Topics[index];
            var partitions = new EpochEndOffset[wanted.Partitions.Length];
            for (var place = 0; place < partitions.Length; place++)
                partitions[place] = Find(wanted.Topic, wanted.Partitions[place]);

            topics[index] = new OffsetForLeaderTopicResult { Topic = wanted.Topic, Partitions = partitions };
        }

        return new(Ready(request, new OffsetForLeaderEpochResponse { Topics = topics }));
    }

    private EpochEndOffset Find(string topic, OffsetForLeaderPartition wanted)
    {
        // Epoch and end are -1 until they are set.
        var answer = new EpochEndOffset { Partition = wanted.Partition };
        if (!scope.TryFindPartition(topic, wanted.Partition, out var partition))
        {
            answer.ErrorCode = (short)ErrorCode.UnknownTopicOrPartition;
            return answer;
        }

        var error = BrokerScope.CheckLeaderEpoch(wanted.CurrentLeaderEpoch, partition.LeaderEpoch);
        answer.ErrorCode = (short)error;
        if (error == ErrorCode.None && partition.FindEpochEnd(wanted.LeaderEpoch) is { } end)
            (answer.LeaderEpoch, answer.EndOffset) = (end.Epoch, end.Offset);

        return answer;
    }
}
