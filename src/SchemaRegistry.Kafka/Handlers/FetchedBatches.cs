using SchemaRegistry.Kafka.Messages;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// What one pass over the partitions of a fetch found. Partitions keep the order of the request, which clients
/// rotate; the first one with records gives a whole batch even beyond the limits, so that a consumer gets past a
/// large one (KIP-74).
/// </summary>
internal sealed class FetchedBatches : IDisposable
{
    private const sbyte ReadCommitted = 1;

    private readonly FetchHandler _handler;
    private readonly FetchRequest _message;
    private readonly List<ReadResult> _reads = [];
    private long _bytes;
    private long _budgeted;
    private bool _hasError;

    private FetchedBatches(FetchHandler handler, FetchRequest message)
    {
        _handler = handler;
        _message = message;
    }

    public FetchResponse Response { get; } = new();

    /// <summary>From where counting goes on when this is not enough.</summary>
    public FetchProgress Progress { get; } = new();

    /// <summary>True when the answer must not wait for more.</summary>
    public bool IsEnough => _hasError || _bytes >= _message.MinBytes;

    public static FetchedBatches Read(FetchHandler handler, FetchRequest message)
    {
        var batches = new FetchedBatches(handler, message);
        try
        {
            batches.Read();
            return batches;
        }
        catch
        {
            batches.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var read in _reads)
            read.Dispose();

        _reads.Clear();
        _handler.Budget.Release(_budgeted);
        _budgeted = 0;
    }

    private void Read()
    {
        _budgeted = _handler.Budget.TakeUpTo(Math.Clamp(_message.MaxBytes, 0, KafkaLimits.MaxFetchBytes));
        Response.Responses = new FetchableTopicResponse[_message.Topics.Length];
        for (var index = 0; index < _message.Topics.Length; index++)
        {
            var wanted = _message.Topics[index];
            var partitions = new FetchPartitionResponse[wanted.Partitions.Length];
            for (var place = 0; place < partitions.Length; place++)
                partitions[place] = Read(wanted.Topic, wanted.Partitions[place]);

            Response.Responses[index] = new FetchableTopicResponse { Topic = wanted.Topic, Partitions = partitions };
        }

        // What was granted and not used goes back at once; a batch beyond the grant is in memory all the same.
        _handler.Budget.Release(_budgeted - _bytes);
        _budgeted = _bytes;
    }

    private FetchPartitionResponse Read(string topic, FetchPartition wanted)
    {
        var answer = new FetchPartitionResponse
        {
            PartitionIndex = wanted.Partition,
            HighWatermark = -1,
            AbortedTransactions = null,
            // Empty and not null: some clients misread null records.
            Records = ReadOnlyMemory<byte>.Empty,
        };
        if (!_handler.Scope.TryFindPartition(topic, wanted.Partition, out var partition))
            return Refuse(answer, ErrorCode.UnknownTopicOrPartition);

        var epoch = BrokerScope.CheckLeaderEpoch(wanted.CurrentLeaderEpoch, partition.LeaderEpoch);
        if (epoch != ErrorCode.None)
            return Refuse(answer, epoch);

        answer.HighWatermark = partition.HighWatermark;
        answer.LogStartOffset = partition.LogStart;
        // Nothing is in a transaction, so all that can be read is stable.
        answer.LastStableOffset = answer.HighWatermark;
        answer.AbortedTransactions = _message.IsolationLevel == ReadCommitted ? [] : null;
        return Read(partition, wanted, answer);
    }

    private FetchPartitionResponse Read(Partition partition, FetchPartition wanted, FetchPartitionResponse answer)
    {
        var room = Math.Min(wanted.PartitionMaxBytes, _budgeted - _bytes);
        if (room < BatchLayout.HeaderSize && _bytes > 0)
            return answer;

        var read = partition.Read(wanted.FetchOffset, (int)Math.Max(0, room));
        if (read.Error != LogError.None)
            return Refuse(answer, LogErrors.CodeOf(read.Error));

        // Only the first records of an answer may be larger than the room that there is.
        if (read.Batches.Length > room && _bytes > 0)
        {
            read.Dispose();
            return answer;
        }

        _reads.Add(read);
        _bytes += read.Batches.Length;
        Progress.Add(partition, wanted.FetchOffset, read.Batches);
        answer.Records = read.Batches;
        return answer;
    }

    private FetchPartitionResponse Refuse(FetchPartitionResponse answer, ErrorCode error)
    {
        _hasError = true;
        answer.ErrorCode = (short)error;
        return answer;
    }
}
