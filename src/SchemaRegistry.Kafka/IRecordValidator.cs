namespace SchemaRegistry.Kafka;

/// <summary>
/// Decides whether records may be appended, before the log sees them. Called on the connection's task for every batch
/// of a topic that wants validation, so it answers from memory and must not block. Implementations are safe for any
/// thread.
/// </summary>
public interface IRecordValidator
{
    /// <summary>
    /// True when batches of this topic have to be shown to <see cref="Validate"/>; asked once per request and topic.
    /// </summary>
    bool Wants(string topic);

    /// <summary>
    /// The records that must not be appended; empty accepts the batch, anything else refuses all of it.
    /// <paramref name="batch"/> is one record batch v2, header included, possibly compressed, not yet checked; it is
    /// valid during
    /// the call only.
    /// </summary>
    IReadOnlyList<RefusedRecord> Validate(string topic, int partition, ReadOnlyMemory<byte> batch);
}
