using SchemaRegistry.Client.Framing;

namespace SchemaRegistry.Client.Serialization;

/// <summary>
/// Where the frame of <see cref="WireFormat"/> is put and found. Serializers write the id frame in front of the body,
/// or the GUID frame in the header <c>__key_schema_id</c> or <c>__value_schema_id</c>. Readers look into the header
/// first, then at the payload, and take both frames in both places.
/// </summary>
internal static class Frame
{
    public static string HeaderName(RecordPart part) =>
        part == RecordPart.Key ? "__key_schema_id" : "__value_schema_id";

    public static string Describe(RecordPart part) => part == RecordPart.Key ? "key" : "value";

    /// <param name="id">The schema's id.</param>
    /// <param name="tail">What the format puts between the frame and the body.</param>
    public static byte[] Prefix(int id, ReadOnlySpan<byte> tail)
    {
        var frame = new byte[WireFormat.IdFrameSize + tail.Length];
        WireFormat.WriteId(frame, id);
        tail.CopyTo(frame.AsSpan(WireFormat.IdFrameSize));
        return frame;
    }

    /// <param name="guid">The schema's GUID.</param>
    /// <param name="tail">What the format puts behind the frame.</param>
    public static byte[] HeaderValue(Guid guid, ReadOnlySpan<byte> tail)
    {
        var frame = new byte[WireFormat.GuidFrameSize + tail.Length];
        WireFormat.WriteGuid(frame, guid);
        tail.CopyTo(frame.AsSpan(WireFormat.GuidFrameSize));
        return frame;
    }

    /// <exception cref="PayloadException">There is no frame.</exception>
    public static SchemaKey Read(
        ReadOnlySpan<byte> payload, in SerializationContext context, out FramedPayload framed)
    {
        if (context.Headers is not null && context.Headers.TryGetLast(HeaderName(context.Part), out var header))
        {
            var key = Read(header, context, $"the header {HeaderName(context.Part)}", out var tail);
            framed = new FramedPayload(tail, payload, isInHeader: true);
            return key;
        }

        var schema = Read(payload, context, "the payload", out var body);
        framed = new FramedPayload(body, body, isInHeader: false);
        return schema;
    }

    private static SchemaKey Read(
        ReadOnlySpan<byte> frame, in SerializationContext context, string where, out ReadOnlySpan<byte> tail)
    {
        if (WireFormat.TryReadId(frame, out var id, out tail))
            return SchemaKey.FromId(id);
        if (WireFormat.TryReadGuid(frame, out var guid, out tail))
            return SchemaKey.FromGuid(guid);
        throw new PayloadException(
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
