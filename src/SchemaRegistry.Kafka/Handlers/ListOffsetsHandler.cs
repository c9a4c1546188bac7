using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Partitions;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Finds offsets by time, and the ends of a partition. Nothing found is offset -1, time -1.</summary>
internal sealed class ListOffsetsHandler(BrokerScope scope) : ApiHandler<ListOffsetsRequest, ListOffsetsResponse>
{
    private const long Latest = -1;
    private const long Earliest = -2;

    // KIP-734, known from version 7 on.
    private const long MaxTimestamp = -3;
    private const short MaxTimestampSince = 7;

    private const long NoOffset = -1;
    private const long NoTime = -1;
    private const int NoEpoch = -1;

    protected override ValueTask<PendingResponse?> ExecuteAsync(
        ListOffsetsRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var topics = new ListOffsetsTopicResponse[message.Topics.Length];
        for (var index = 0; index < topics.Length; index++)
        {
            var wanted = message.Topics[index];
            var partitions = new ListOffsetsPartitionResponse[wanted.Partitions.Length];
            for (var place = 0; place < partitions.Length; place++)
                partitions[place] = Find(wanted.Name, wanted.Partitions[place], request.Version);

            topics[index] = new ListOffsetsTopicResponse { Name = wanted.Name, Partitions = partitions };
        }

        return new(Ready(request, new ListOffsetsResponse { Topics = topics }));
    }

    private ListOffsetsPartitionResponse Find(
        string topic, ListOffsetsPartition wanted, short version)
    {
        if (!scope.TryFindPartition(topic, wanted.PartitionIndex, out var partition))
            return Refusal(wanted, ErrorCode.UnknownTopicOrPartition);

        var epoch = BrokerScope.CheckLeaderEpoch(wanted.CurrentLeaderEpoch, partition.LeaderEpoch);
        if (epoch != ErrorCode.None)
            return Refusal(wanted, epoch);

        if (wanted.Timestamp < MaxTimestamp || (wanted.Timestamp == MaxTimestamp && version < MaxTimestampSince))
            return Refusal(wanted, ErrorCode.UnsupportedVersion);

        // Nothing is in a transaction, so the isolation level changes nothing.
        TimestampOffset? found = wanted.Timestamp switch
        {
            Latest => new TimestampOffset(partition.HighWatermark, NoTime),
            Earliest => new TimestampOffset(partition.LogStart, NoTime),
            MaxTimestamp => partition.FindNewest(),
            _ => partition.FindTimestamp(wanted.Timestamp),
        };
        return new ListOffsetsPartitionResponse
        {
            PartitionIndex = wanted.PartitionIndex,
            Offset = found?.Offset ?? NoOffset,
            Timestamp = found?.Timestamp ?? NoTime,
            LeaderEpoch = found is null ? NoEpoch : partition.LeaderEpoch,
        };
    }

    private static ListOffsetsPartitionResponse Refusal(ListOffsetsPartition wanted, ErrorCode error) => new()
    {
        PartitionIndex = wanted.PartitionIndex,
        ErrorCode = (short)error,
        Offset = NoOffset,
        Timestamp = NoTime,
        LeaderEpoch = NoEpoch,
    };
}
