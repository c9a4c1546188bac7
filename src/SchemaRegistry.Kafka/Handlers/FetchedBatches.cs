using SchemaRegistry.Kafka.Log;
using SchemaRegistry.Kafka.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// What one pass over the partitions of a fetch found. Partitions keep the order of the request, which clients rotate; the first
/// one with records gives a whole batch even beyond the limits, so that a consumer gets past a large one (KIP-74).
/// </summary>
internal sealed class FetchedBatches : IDisposable
{
    private const sbyte ReadCommitted = 1;

    private readonly FetchHandler _handler;
    private readonly FetchRequest _message;
    private readonly List<IDisposable> _owners = [];
    private readonly List<(ILogPartition Partition, long End)> _seen = [];
    private long _bytes;
    private long _budgeted;
    private bool _hasError;

    private FetchedBatches(FetchHandler handler, FetchRequest message)
    {
        _handler = handler;
        _message = message;
    }

    public FetchResponse Response { get; } = new();

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

    /// <summary>Completes when any partition has more than this pass saw, or the token is cancelled.</summary>
    public async Task WaitForMoreAsync(CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waits = new Task[_seen.Count + 1];
        for (var index = 0; index < _seen.Count; index++)
            waits[index] = _seen[index].Partition.WaitForAsync(_seen[index].End, done.Token);

        waits[^1] = Task.Delay(Timeout.InfiniteTimeSpan, _handler.Scope.Time, done.Token);
        await Task.WhenAny(waits);
        await done.CancelAsync();
    }

    public void Dispose()
    {
        foreach (var owner in _owners)
            owner.Dispose();

        _owners.Clear();
        _handler.Budget.Release(_budgeted);
        _budgeted = 0;
    }

    private void Read()
    {
        var limit = Math.Clamp(_message.MaxBytes, 0, KafkaLimits.MaxFetchBytes);
        _budgeted = _handler.Budget.TakeUpTo(limit);
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
            Records = ReadOnlyMemory<byte>.Empty,
        };
        if (!_handler.Scope.TryFindPartition(topic, wanted.Partition, out var partition))
            return Refuse(answer, ErrorCode.UnknownTopicOrPartition);

        var epoch = BrokerScope.CheckLeaderEpoch(wanted.CurrentLeaderEpoch, partition.LeaderEpoch);
        if (epoch != ErrorCode.None)
            return Refuse(answer, epoch);

        return Read(partition, wanted, answer);
    }

    private FetchPartitionResponse Read(ILogPartition partition, FetchPartition wanted, FetchPartitionResponse answer)
    {
        var stable = partition.LastStableOffset;
        answer.HighWatermark = partition.HighWatermark;
        answer.LastStableOffset = stable;
        answer.LogStartOffset = partition.LogStartOffset;
        answer.AbortedTransactions = _message.IsolationLevel == ReadCommitted ? [] : null;
        if (wanted.FetchOffset < answer.LogStartOffset || wanted.FetchOffset > answer.HighWatermark)
            return Refuse(answer, ErrorCode.OffsetOutOfRange);

        var end = _message.IsolationLevel == ReadCommitted ? stable : answer.HighWatermark;
        _seen.Add((partition, answer.HighWatermark));
        var room = Math.Min(wanted.PartitionMaxBytes, _budgeted - _bytes);
        if (wanted.FetchOffset >= end || (room <= 0 && _bytes > 0))
            return answer;

        var read = partition.Read(wanted.FetchOffset, end, (int)Math.Max(0, room));
        if (read.Owner is not null)
            _owners.Add(read.Owner);

        if (read.Error != ErrorCode.None)
            return Refuse(answer, read.Error);

        // Only the first records of an answer may be larger than the room that there is.
        if (read.Batches.Length > room && _bytes > 0)
            return answer;

        answer.Records = read.Batches;
        _bytes += read.Batches.Length;
        return answer;
    }

    private FetchPartitionResponse Refuse(FetchPartitionResponse answer, ErrorCode error)
    {
        _hasError = true;
        answer.ErrorCode = (short)error;
        return answer;
    }
}
