using SchemaRegistry.Client;
using SchemaRegistry.Client.Framing;

namespace SchemaRegistry.Serializers.Avro.Plans;

/// <summary>
/// Where the frame of <see cref="WireFormat"/> is put and found. Serializers write the id frame in front of the body,
/// or the GUID frame in the header <c>__key_schema_id</c> or <c>__value_schema_id</c>. Readers look into the header
/// first, then at the payload, and take both frames in both places.
/// </summary>
internal static class Framing
{
    public static string HeaderName(RecordPart part) =>
        part == RecordPart.Key ? "__key_schema_id" : "__value_schema_id";

    public static string Describe(RecordPart part) => part == RecordPart.Key ? "key" : "value";

    public static byte[] Prefix(int id)
    {
        var frame = new byte[WireFormat.IdFrameSize];
        WireFormat.WriteId(frame, id);
        return frame;
    }

    public static byte[] HeaderValue(Guid guid)
    {
        var frame = new byte[WireFormat.GuidFrameSize];
        WireFormat.WriteGuid(frame, guid);
        return frame;
    }

    /// <exception cref="AvroSerializationException">There is no frame.</exception>
    public static SchemaKey Read(
        ReadOnlySpan<byte> payload, in SerializationContext context, out ReadOnlySpan<byte> body)
    {
        if (context.Headers is not null && context.Headers.TryGetLast(HeaderName(context.Part), out var header))
        {
            body = payload;
            return Read(header, context, $"the header {HeaderName(context.Part)}", out _);
        }

        return Read(payload, context, "the payload", out body);
    }

    private static SchemaKey Read(
        ReadOnlySpan<byte> frame, in SerializationContext context, string where, out ReadOnlySpan<byte> body)
    {
        if (WireFormat.TryReadId(frame, out var id, out body))
            return SchemaKey.FromId(id);
        if (WireFormat.TryReadGuid(frame, out var guid, out body))
            return SchemaKey.FromGuid(guid);
        throw new AvroSerializationException(
            $"Topic '{context.Topic}', {Describe(context.Part)}: {where} {Explain(frame, id)}.");
    }

    private static string Explain(ReadOnlySpan<byte> frame, int id) => frame.Length switch
    {
        0 => "is empty",
        _ when frame[0] > 1 =>
            $"begins with the byte 0x{frame[0]:X2} instead of 0x00 or 0x01; it was not written by a schema registry serializer",
        >= WireFormat.IdFrameSize when frame[0] == 0 => $"names the schema id {id}, which is not above 0",
        _ => $"has {frame.Length} bytes, too few to name a schema",
    };
}
