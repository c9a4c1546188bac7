using SchemaRegistry.Kafka.Log;
using SchemaRegistry.Kafka.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Finds offsets by time, and the ends of a partition. Nothing found is offset -1, time -1.</summary>
internal sealed class ListOffsetsHandler(BrokerScope scope) : ApiHandler<ListOffsetsRequest, ListOffsetsResponse>
{
    private const long Latest = -1;
    private const long Earliest = -2;

    // KIP-734, known from version 7 on.
    private const long MaxTimestamp = -3;
    private const short MaxTimestampSince = 7;

    private const sbyte ReadCommitted = 1;

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
                partitions[place] = Find(wanted.Name, wanted.Partitions[place], message.IsolationLevel, request.Version);

            topics[index] = new ListOffsetsTopicResponse { Name = wanted.Name, Partitions = partitions };
        }

        return new(Ready(request, new ListOffsetsResponse { Topics = topics }));
    }

    private ListOffsetsPartitionResponse Find(
        string topic, ListOffsetsPartition wanted, sbyte isolation, short version)
    {
        if (!scope.TryFindPartition(topic, wanted.PartitionIndex, out var partition))
            return Refusal(wanted, ErrorCode.UnknownTopicOrPartition);

        var epoch = BrokerScope.CheckLeaderEpoch(wanted.CurrentLeaderEpoch, partition.LeaderEpoch);
        if (epoch != ErrorCode.None)
            return Refusal(wanted, epoch);

        if (wanted.Timestamp < MaxTimestamp || (wanted.Timestamp == MaxTimestamp && version < MaxTimestampSince))
            return Refusal(wanted, ErrorCode.UnsupportedVersion);

        var end = isolation == ReadCommitted ? partition.LastStableOffset : partition.HighWatermark;
        LogPosition? found = wanted.Timestamp switch
        {
            Latest => new LogPosition(end, NoTime),
            Earliest => new LogPosition(partition.LogStartOffset, NoTime),
            MaxTimestamp => partition.FindLargestTime(),
            _ => partition.FindByTime(wanted.Timestamp),
        };

        // What is found beyond the end that this reader may see is as good as not found.
        if (wanted.Timestamp is not (Latest or Earliest) && found is { } beyond && beyond.Offset >= end)
            found = null;

        return new ListOffsetsPartitionResponse
        {
            PartitionIndex = wanted.PartitionIndex,
            Offset = found?.Offset ?? NoOffset,
            Timestamp = found?.TimestampMs ?? NoTime,
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
