using System.Buffers.Binary;
using SchemaRegistry.Client;

namespace SchemaRegistry.Serializers.Avro.Plans;

/// <summary>
/// The bytes that name the schema, in front of a payload or in a header.
/// <code>
/// offset size  id frame                    GUID frame
/// 0      1     00                          01
/// 1      4/16  id, int32, big-endian, > 0  GUID in the order of its text (RFC 9562)
/// </code>
/// Serializers write the id frame in front of the body, or the GUID frame in the header <c>__key_schema_id</c> or
/// <c>__value_schema_id</c>. Readers look into the header first, then at the payload, and take both frames in both places.
/// Example: the int 1234 under id 1 is 00 00000001 A413.
/// </summary>
internal static class Framing
{
    private const byte IdMagic = 0;
    private const byte GuidMagic = 1;
    private const int GuidSize = 16;
    private const int IdFrameSize = 1 + sizeof(int);
    private const int GuidFrameSize = 1 + GuidSize;

    public static string HeaderName(RecordPart part) =>
        part == RecordPart.Key ? "__key_schema_id" : "__value_schema_id";

    public static string Describe(RecordPart part) => part == RecordPart.Key ? "key" : "value";

    public static byte[] Prefix(int id)
    {
        var frame = new byte[IdFrameSize];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), id);
        return frame;
    }

    public static byte[] HeaderValue(Guid guid)
    {
        var frame = new byte[GuidFrameSize];
        frame[0] = GuidMagic;
        guid.TryWriteBytes(frame.AsSpan(1), bigEndian: true, out _);
        return frame;
    }

    /// <exception cref="AvroSerializationException">There is no frame.</exception>
    public static SchemaKey Read(ReadOnlySpan<byte> payload, in SerializationContext context, out ReadOnlySpan<byte> body)
    {
        if (context.Headers is not null && context.Headers.TryGetLast(HeaderName(context.Part), out var header))
        {
            body = payload;
            return Read(header, context, $"the header {HeaderName(context.Part)}", out _);
        }

        var key = Read(payload, context, "the payload", out var size);
        body = payload[size..];
        return key;
    }

    private static SchemaKey Read(ReadOnlySpan<byte> frame, in SerializationContext context, string where, out int size)
    {
        if (frame.IsEmpty)
            throw Bad(context, where, "is empty");
        size = frame[0] switch
        {
            IdMagic => IdFrameSize,
            GuidMagic => GuidFrameSize,
            _ => throw Bad(
                context, where,
                $"begins with the byte 0x{frame[0]:X2} instead of 0x00 or 0x01; it was not written by a schema registry serializer"),
        };

        if (frame.Length < size)
            throw Bad(context, where, $"has {frame.Length} bytes, too few to name a schema");
        if (frame[0] == GuidMagic)
            return SchemaKey.FromGuid(new Guid(frame.Slice(1, GuidSize), bigEndian: true));
        var id = BinaryPrimitives.ReadInt32BigEndian(frame[1..]);
        return id > 0 ? SchemaKey.FromId(id) : throw Bad(context, where, $"names the schema id {id}, which is not above 0");
    }

    private static AvroSerializationException Bad(in SerializationContext context, string where, string what) =>
        new($"Topic '{context.Topic}', {Describe(context.Part)}: {where} {what}.");
}
