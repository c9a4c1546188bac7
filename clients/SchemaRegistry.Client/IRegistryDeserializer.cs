namespace SchemaRegistry.Client;

/// <summary>
/// Reads payloads that carry the id of their schema. Any thread may use it. A payload that is null (in Kafka a
/// tombstone) is not given to a deserializer; an empty one may be a value.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
public interface IRegistryDeserializer<T>
{
    /// <summary>
    /// Reads the value if everything it needs is at hand. It takes no lock, awaits nothing and asks no registry.
    /// </summary>
    /// <param name="payload">The payload; nothing of it is kept.</param>
    /// <param name="context">Where the payload comes from.</param>
    /// <param name="value">The value, when the result is true.</param>
    /// <returns>False when the registry must be asked first: then call <see cref="DeserializeAsync"/>.</returns>
    bool TryDeserialize(ReadOnlySpan<byte> payload, in SerializationContext context, out T value);

    /// <summary>Reads the value and asks the registry where needed; completes synchronously where it is not.</summary>
    /// <param name="payload">The payload; it must not change before the task has ended.</param>
    /// <param name="context">Where the payload comes from.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller; a request that others wait for goes on.</param>
    /// <returns>The value.</returns>
    ValueTask<T> DeserializeAsync(
        ReadOnlyMemory<byte> payload, SerializationContext context, CancellationToken cancellationToken = default);
}
