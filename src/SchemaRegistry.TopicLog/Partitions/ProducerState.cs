using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>What a partition knows of one idempotent producer: its epoch and its last batches (KIP-98).</summary>
internal sealed class ProducerState(short epoch)
{
    private readonly Queue<RememberedBatch> _batches = new(LogLimits.RememberedBatches);

    public short Epoch { get; private set; } = epoch;

    /// <summary>Oldest first, at most <see cref="LogLimits.RememberedBatches"/>.</summary>
    public IReadOnlyCollection<RememberedBatch> Batches => _batches;

    /// <summary>When its last batch was appended, in milliseconds since 1970.</summary>
    public long LastTimestamp { get; private set; }

    /// <summary>The sequence that must come next: it wraps from 2³¹−1 to 0.</summary>
    public int NextSequence { get; private set; }

    public RememberedBatch? FindDuplicate(int firstSequence, int lastSequence)
    {
        foreach (var batch in _batches)
        {
            if (batch.FirstSequence == firstSequence && batch.LastSequence == lastSequence)
                return batch;
        }

        return null;
    }

    public void Remember(short epoch, RememberedBatch batch)
    {
        if (epoch != Epoch)
        {
            Epoch = epoch;
            _batches.Clear();
        }

        if (_batches.Count == LogLimits.RememberedBatches)
            _batches.Dequeue();
        _batches.Enqueue(batch);
        NextSequence = Sequence.Add(batch.LastSequence, 1);
        LastTimestamp = batch.Timestamp;
    }
}
