using System.Buffers;

namespace SchemaRegistry.Client;

/// <summary>
/// Writes values as payloads that carry the id of their schema. Any thread may use it. A null value has no payload
/// (in Kafka a tombstone) and is not given to a serializer.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
public interface IRegistrySerializer<in T>
{
    /// <summary>
    /// Writes the payload if everything it needs is at hand. It takes no lock, awaits nothing and asks no registry.
    /// </summary>
    /// <param name="value">The value, not null.</param>
    /// <param name="context">Where the payload goes to.</param>
    /// <param name="output">
    /// Receives the whole payload, or nothing when the result is false or the value can not be written.
    /// </param>
    /// <returns>False when the registry must be asked first: then call <see cref="SerializeAsync"/>.</returns>
    bool TrySerialize(T value, in SerializationContext context, IBufferWriter<byte> output);

    /// <summary>
    /// Writes the payload and asks the registry where needed; completes synchronously where it is not.
    /// </summary>
    /// <param name="value">The value, not null.</param>
    /// <param name="context">Where the payload goes to.</param>
    /// <param name="output">Receives the whole payload, or nothing when the call fails.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller; a request that others wait for goes on.</param>
    /// <returns>A task that ends when the payload is written.</returns>
    ValueTask SerializeAsync(
        T value,
        SerializationContext context,
        IBufferWriter<byte> output,
        CancellationToken cancellationToken = default);
}
