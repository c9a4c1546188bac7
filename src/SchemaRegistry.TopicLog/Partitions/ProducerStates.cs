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

    public void Note(BatchFacts batch)
    {
        if (batch.ProducerId < 0 || batch.BaseSequence < 0)
            return;
        if (!_producers.TryGetValue(batch.ProducerId, out var known))
        {
            if (_producers.Count >= LogLimits.MaxProducers)
                ForgetOldest();
            _producers[batch.ProducerId] = known = new ProducerState(batch.ProducerEpoch);
        }

        var lastSequence = Sequence.Add(batch.BaseSequence, batch.RecordCount - 1);
        known.Remember(
            batch.ProducerEpoch,
            new RememberedBatch(
                batch.BaseSequence, lastSequence, batch.BaseOffset, batch.LastOffset, batch.MaxTimestamp));
    }

    public void Restore(long producerId, ProducerState state) => _producers[producerId] = state;

    /// <summary>
    /// Forgets producers that were silent for so long by our clock, counted from one look to another and from the
    /// opening of the log on. Kafka counts from the time in the last batch, and so forgets at once who writes old data.
    /// </summary>
    public void ForgetSilent(DateTimeOffset now, TimeSpan expiration)
    {
        foreach (var (id, producer) in _producers)
        {
            producer.SilentSince ??= now;
            if (now - producer.SilentSince >= expiration)
                _producers.Remove(id);
        }
    }

    private void ForgetOldest() =>
        _producers.Remove(_producers.MinBy(producer => producer.Value.LastTimestamp).Key);
}
