namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Zigzag and variable-length numbers: 7 bits a byte, lowest first, the high bit says that more follow.
/// </summary>
internal static class Varint
{
    public const int MaxIntBytes = 5;
    public const int MaxLongBytes = 10;

    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    /// <summary>Writes the number and answers its size; the destination has <see cref="MaxLongBytes"/>.</summary>
    public static int Write(Span<byte> destination, long value)
    {
        var rest = ZigZag(value);
        var size = 0;
        while (rest >= 0x80)
        {
            destination[size++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        destination[size++] = (byte)rest;
        return size;
    }
}
