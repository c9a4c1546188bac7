using Confluent.Kafka;
using SchemaRegistry.Client;

namespace SchemaRegistry.ConfluentKafka;

/// <summary>
/// A registry deserializer as Confluent.Kafka takes it, synchronous and asynchronous. A null payload is the default of
/// the type. The synchronous form blocks the calling thread while the registry is asked, once per schema and topic.
/// </summary>
internal sealed class KafkaDeserializer<T>(IRegistryDeserializer<T> inner) : IDeserializer<T>, IAsyncDeserializer<T>
{
    public T Deserialize(ReadOnlySpan<byte> data, bool isNull, Confluent.Kafka.SerializationContext context)
    {
        if (isNull)
            return default!;
        var place = Contexts.Of(context);
        if (inner.TryDeserialize(data, place, out var value))
            return value;
        var copy = data.ToArray();
        return DedicatedThread.Run(() => inner.DeserializeAsync(copy, place).AsTask());
    }

    public async Task<T> DeserializeAsync(
        ReadOnlyMemory<byte> data, bool isNull, Confluent.Kafka.SerializationContext context) =>
        isNull ? default! : await inner.DeserializeAsync(data, Contexts.Of(context)).ConfigureAwait(false);
}
