using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>The idempotent producers of a partition. Guarded by the partition's lock.</summary>
internal sealed class ProducerStates
{
    private readonly Dictionary<long, ProducerState> _producers = [];

    public IReadOnlyDictionary<long, ProducerState> Producers => _producers;

    /// <summary>
    /// Whether the batch may be appended. A batch that was appended before is no error: <paramref name="duplicate"/>
    /// then tells where. A producer that is not known may begin with any sequence, as Kafka allows after its state has
    /// expired.
    /// </summary>
    public LogError Check(BatchHeader batch, out RememberedBatch? duplicate)
    {
        duplicate = null;
        if (batch.ProducerId < 0 || !_producers.TryGetValue(batch.ProducerId, out var known))
            return LogError.None;
        if (batch.ProducerEpoch < known.Epoch)
            return LogError.InvalidProducerEpoch;
        if (batch.ProducerEpoch > known.Epoch)
            return batch.BaseSequence == 0 ? LogError.None : LogError.OutOfOrderSequence;

        duplicate = known.FindDuplicate(batch.BaseSequence, Sequence.Add(batch.BaseSequence, batch.LastOffsetDelta));
        return duplicate is not null
            || batch.BaseSequence == known.NextSequence ? LogError.None : LogError.OutOfOrderSequence;
    }

    /// <param name="batch">It was appended, or is found again.</param>
    /// <param name="now">Milliseconds since 1970, UTC.</param>
    public void Note(BatchFacts batch, long now)
    {
        if (batch.ProducerId < 0 || batch.BaseSequence < 0)
            return;
        var lastSequence = Sequence.Add(batch.BaseSequence, batch.SequenceCount - 1);
        Remember(
            batch.ProducerId,
            batch.ProducerEpoch,
            new RememberedBatch(batch.BaseSequence, lastSequence, batch.BaseOffset, batch.LastOffset, now));
    }

    /// <summary>
    /// Forgets those that appended nothing for so long by the log's own clock: records may be far older than their
    /// append, and a producer that sends such ones still needs its sequence.
    /// </summary>
    public void ForgetSilent(long now, TimeSpan expiration)
    {
        var least = now - (long)expiration.TotalMilliseconds;
        foreach (var (id, state) in _producers)
        {
            if (state.LastTimestamp <= least)
                _producers.Remove(id);
        }
    }

    /// <summary>By producer id the base offset of the batch that it sent last.</summary>
    public Dictionary<long, long> LastBatches() =>
        _producers.ToDictionary(pair => pair.Key, pair => pair.Value.Batches.Last().BaseOffset);

    /// <summary>
    /// Goes on with what others know of batches from an offset on. They know the last ones of a producer, and no more
    /// are remembered here.
    /// </summary>
    public void Continue(ProducerStates later, long from)
    {
        foreach (var (id, state) in later._producers)
        {
            foreach (var batch in state.Batches)
            {
                if (batch.BaseOffset >= from)
                    Remember(id, state.Epoch, batch);
            }
        }
    }

    public void Restore(long producerId, ProducerState state) => _producers[producerId] = state;

    private void Remember(long producerId, short epoch, RememberedBatch batch)
    {
        if (!_producers.TryGetValue(producerId, out var known))
        {
            if (_producers.Count >= LogLimits.MaxProducers)
                ForgetOldest();
            _producers[producerId] = known = new ProducerState(epoch);
        }

        known.Remember(epoch, batch);
    }

    private void ForgetOldest() =>
        _producers.Remove(_producers.MinBy(producer => producer.Value.LastTimestamp).Key);
}
