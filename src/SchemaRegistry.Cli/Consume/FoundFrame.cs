using Confluent.Kafka;
using SchemaRegistry.Client.Framing;
using SchemaRegistry.Client.Serialization;

namespace SchemaRegistry.Cli.Consume;

/// <summary>
/// Where a record names its schema: <paramref name="Schema"/> is the id, an int, or the GUID; <paramref name="Header"/>
/// is the header's value that has it, or null when it is in front of the value; <paramref name="TailAt"/> is where the
/// frame ends.
/// </summary>
internal readonly record struct FoundFrame(object Schema, byte[]? Header, int TailAt)
{
    private const string HeaderName = "__value_schema_id";

    /// <exception cref="FormatException">The record names no schema.</exception>
    public static FoundFrame Find(Message<byte[], byte[]> message)
    {
        if (message.Headers.TryGetLastBytes(HeaderName, out var header) && Read(header, header) is { } inHeader)
            return inHeader;
        return Read(message.Value, null) ?? throw new FormatException("The value does not begin with a schema id");
    }

    public FramedPayload Of(byte[] value)
    {
        var tail = (Header ?? value).AsSpan(TailAt);
        return new FramedPayload(tail, Header is null ? tail : value, Header is not null);
    }

    private static FoundFrame? Read(byte[] bytes, byte[]? header)
    {
        if (WireFormat.TryReadId(bytes, out var id, out _))
            return new FoundFrame(id, header, WireFormat.IdFrameSize);
        return WireFormat.TryReadGuid(bytes, out var guid, out _)
            ? new FoundFrame(guid, header, WireFormat.GuidFrameSize)
            : null;
    }
}
