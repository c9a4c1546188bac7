using Confluent.Kafka;
using SchemaRegistry.Client;

namespace SchemaRegistry.ConfluentKafka;

/// <summary>The headers of a Confluent.Kafka message.</summary>
internal sealed class ConfluentHeaders(Headers headers) : IHeaderAccessor
{
    public bool TryGetLast(string name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!headers.TryGetLastBytes(name, out var bytes) || bytes is null)
            return false;
        value = bytes;
        return true;
    }

    public void Set(string name, ReadOnlySpan<byte> value)
    {
        if (headers.TryGetLastBytes(name, out var last) && last is not null && value.SequenceEqual(last))
            return;
        headers.Add(name, value.ToArray());
    }
}
