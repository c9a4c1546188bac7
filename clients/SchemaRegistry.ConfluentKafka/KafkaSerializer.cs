using Confluent.Kafka;
using SchemaRegistry.Client;

namespace SchemaRegistry.ConfluentKafka;

/// <summary>
/// A registry serializer as Confluent.Kafka takes it, synchronous and asynchronous. Null becomes a null payload, a
/// tombstone. The synchronous form blocks the calling thread while the registry is asked, once per schema and topic.
/// </summary>
internal sealed class KafkaSerializer<T>(IRegistrySerializer<T> inner) : ISerializer<T>, IAsyncSerializer<T>
{
    public byte[] Serialize(T data, Confluent.Kafka.SerializationContext context)
    {
        if (data is null)
            return null!;
        var place = Contexts.Of(context);
        return TrySerialize(data, place) ?? DedicatedThread.Run(() => SerializeAsync(data, place).AsTask());
    }

    public async Task<byte[]> SerializeAsync(T data, Confluent.Kafka.SerializationContext context)
    {
        if (data is null)
            return null!;
        var place = Contexts.Of(context);
        return TrySerialize(data, place) ?? await SerializeAsync(data, place).ConfigureAwait(false);
    }

    private byte[]? TrySerialize(T data, in Client.SerializationContext context)
    {
        var buffer = PayloadBuffer.Take();
        try
        {
            return inner.TrySerialize(data, context, buffer) ? buffer.WrittenSpan.ToArray() : null;
        }
        finally
        {
            PayloadBuffer.GiveBack(buffer);
        }
    }

    private async ValueTask<byte[]> SerializeAsync(T data, Client.SerializationContext context)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        await inner.SerializeAsync(data, context, buffer).ConfigureAwait(false);
        return buffer.WrittenSpan.ToArray();
    }
}
