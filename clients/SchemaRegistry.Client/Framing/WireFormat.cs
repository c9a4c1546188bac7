using System.Buffers.Binary;

namespace SchemaRegistry.Client.Framing;

/// <summary>
/// The bytes in front of a payload that name its schema.
/// <code>
/// offset size  id frame                    GUID frame
/// 0      1     00                          01
/// 1      4/16  id, int32, big-endian, > 0  GUID in the order of its text (RFC 9562)
/// </code>
/// Avro and JSON bodies follow at once; Protobuf has the path of its message in between. Example: the Avro int 1234
/// under id 1 is <c>00 00000001 A413</c>.
/// </summary>
public static class WireFormat
{
    /// <summary>Bytes of an id frame.</summary>
    public const int IdFrameSize = 5;

    /// <summary>Bytes of a GUID frame.</summary>
    public const int GuidFrameSize = 17;

    private const byte IdMagic = 0;
    private const byte GuidMagic = 1;

    /// <summary>Writes an id frame.</summary>
    /// <param name="target">At least <see cref="IdFrameSize"/> bytes.</param>
    /// <param name="id">The id, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is not above 0, or the target is too small.</exception>
    public static void WriteId(Span<byte> target, int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, IdFrameSize, nameof(target));
        target[0] = IdMagic;
        BinaryPrimitives.WriteInt32BigEndian(target[1..], id);
    }

    /// <summary>Writes a GUID frame.</summary>
    /// <param name="target">At least <see cref="GuidFrameSize"/> bytes.</param>
    /// <param name="guid">The GUID.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is too small.</exception>
    public static void WriteGuid(Span<byte> target, Guid guid)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, GuidFrameSize, nameof(target));
        target[0] = GuidMagic;
        guid.TryWriteBytes(target[1..], bigEndian: true, out _);
    }

    /// <summary>Reads an id frame.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="id">The id, above 0, when the result is true.</param>
    /// <param name="body">What follows the frame.</param>
    /// <returns>False when the payload does not begin with an id frame.</returns>
    public static bool TryReadId(ReadOnlySpan<byte> payload, out int id, out ReadOnlySpan<byte> body)
    {
        id = 0;
        body = default;
        if (payload.Length < IdFrameSize || payload[0] != IdMagic)
            return false;
        id = BinaryPrimitives.ReadInt32BigEndian(payload[1..]);
        body = payload[IdFrameSize..];
        return id > 0;
    }

    /// <summary>Reads a GUID frame.</summary>
    /// <param name="payload">The payload, or the header's value.</param>
    /// <param name="guid">The GUID, when the result is true.</param>
    /// <param name="body">What follows the frame.</param>
    /// <returns>False when the payload does not begin with a GUID frame.</returns>
    public static bool TryReadGuid(ReadOnlySpan<byte> payload, out Guid guid, out ReadOnlySpan<byte> body)
    {
        guid = default;
        body = default;
        if (payload.Length < GuidFrameSize || payload[0] != GuidMagic)
            return false;
        guid = new Guid(payload.Slice(1, GuidFrameSize - 1), bigEndian: true);
        body = payload[GuidFrameSize..];
        return true;
    }
}
