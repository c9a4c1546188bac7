using SchemaRegistry.Kafka.Wire;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Reads what a fetch asks for into its plan, and holds what was read until it is released. Partitions keep the order
/// of the request, which clients rotate; the first one with records gives a whole batch even beyond the limits, so that
/// a consumer gets past a large one (KIP-74). Used by one thread at a time, again and again.
/// </summary>
internal sealed class FetchPass(BrokerScope scope, FetchPlan plan)
{
    private const int CountChunkBytes = 1024 * 1024;

    private readonly List<ReadResult> _reads = [];
    private readonly ByteBudget _budget = scope.Memory.Records;
    private long _bytes;
    private long _heldBytes;
    private long _budgeted;
    private long _counted;
    private bool _hasError;

    /// <summary>True when others hold so many records that a large batch has to wait.</summary>
    public bool IsCrowded { get; private set; }

    /// <summary>True when the answer must not wait for more.</summary>
    public bool IsEnough => _hasError || (_counted >= plan.MinBytes && (_bytes > 0 || !IsCrowded));

    /// <summary>Reads from the beginning.</summary>
    public void Read()
    {
        Release();
        IsCrowded = _budget.Free <= -KafkaLimits.FetchOverdraftBytes;
        _budgeted = _budget.TakeUpTo(Math.Clamp(plan.MaxBytes, 0, KafkaLimits.MaxFetchBytes));
        foreach (ref readonly var topic in plan.Topics)
        {
            foreach (ref var row in plan.Rows.Slice(topic.FirstRow, topic.RowCount))
                Read(topic.Name, ref row);
        }

        // What was granted and not used goes back at once; a batch beyond the grant is in memory all the same.
        _budget.Release(_budgeted - _heldBytes);
        _budgeted = _heldBytes;
        _counted = _bytes;
    }

    /// <summary>
    /// Counts what has arrived since <see cref="Read()"/>, and lets go of what it read. Only what is new is read, so
    /// that a fetch with a large minimum reads each byte twice at most and not everything again at each append.
    /// </summary>
    /// <returns>Whether reading again gives an answer that must not wait.</returns>
    public bool CountMore()
    {
        ReleaseRecords();
        foreach (ref var row in plan.Rows)
        {
            if (_hasError || _counted >= plan.MinBytes)
                break;
            if (row.Partition is { } partition)
                Count(partition, ref row);
        }

        return _hasError || _counted >= plan.MinBytes;
    }

    public void Release()
    {
        ReleaseRecords();
        _counted = 0;
        _hasError = false;
    }

    private void ReleaseRecords()
    {
        foreach (var read in _reads)
            read.Dispose();

        _reads.Clear();
        if (_budgeted != 0)
            _budget.Release(_budgeted);

        _budgeted = 0;
        _bytes = 0;
        _heldBytes = 0;
    }

    private void Read(string topic, ref FetchRow row)
    {
        row.Partition = null;
        row.Records = default;
        row.HighWatermark = -1;
        row.LogStart = -1;
        row.Error = ErrorCode.None;
        if (!scope.TryFindPartition(topic, row.PartitionIndex, out var partition))
        {
            Refuse(ref row, ErrorCode.UnknownTopicOrPartition);
            return;
        }

        var epoch = BrokerScope.CheckLeaderEpoch(row.CurrentLeaderEpoch, partition.LeaderEpoch);
        if (epoch != ErrorCode.None)
        {
            Refuse(ref row, epoch);
            return;
        }

        row.Partition = partition;
        row.HighWatermark = partition.HighWatermark;
        row.LogStart = partition.LogStart;
        row.NextOffset = row.Offset;
        ReadRecords(partition, ref row);
    }

    private void ReadRecords(Partition partition, ref FetchRow row)
    {
        var room = Math.Min(row.MaxBytes, _budgeted - _bytes);
        if (room < BatchLayout.HeaderSize && _bytes > 0)
            return;

        var read = partition.Read(row.Offset, (int)Math.Max(0, room));
        if (read.Error != LogError.None)
        {
            Refuse(ref row, LogErrors.CodeOf(read.Error));
            return;
        }

        // Only the first records of an answer may be larger than the room that there is.
        var isTooLarge = read.Batches.Length > room
            && (_bytes > 0 || (IsCrowded && read.Batches.Length > KafkaLimits.CrowdedAnswerBytes));
        if (read.Batches.IsEmpty || isTooLarge)
        {
            read.Dispose();
            return;
        }

        _reads.Add(read);
        _bytes += read.Batches.Length;
        _heldBytes += read.HeldBytes;
        row.Records = read.Batches;
        row.NextOffset = OffsetBehind(read.Batches.Span, row.Offset);
    }

    private void Count(Partition partition, ref FetchRow row)
    {
        while (_counted < plan.MinBytes)
        {
            using var read = partition.Read(row.NextOffset, CountChunkBytes);
            _hasError |= read.Error != LogError.None;
            if (read.Batches.IsEmpty)
                return;

            row.NextOffset = OffsetBehind(read.Batches.Span, row.NextOffset);
            _counted += read.Batches.Length;
        }
    }

    private void Refuse(ref FetchRow row, ErrorCode error)
    {
        _hasError = true;
        row.Error = error;
    }

    private static long OffsetBehind(ReadOnlySpan<byte> batches, long offset)
    {
        while (batches.Length >= BatchLayout.HeaderSize)
        {
            var header = new BatchHeader(batches);
            offset = header.LastOffset + 1;
            batches = batches[(int)Math.Min(header.TotalSize, batches.Length)..];
        }

        return offset;
    }
}
