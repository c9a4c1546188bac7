using System.Numerics;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>Variable-length numbers: 7 bits a byte, lowest first, the high bit says that more follow.</summary>
internal static class Varint
{
    public const int MaxBytes = 10;

    /// <summary>Writes the number and answers its size; the destination has <see cref="MaxBytes"/>.</summary>
    public static int Write(Span<byte> destination, ulong value)
    {
        var size = 0;
        while (value >= 0x80)
        {
            destination[size++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[size++] = (byte)value;
        return size;
    }

    public static int SizeOf(ulong value) => (BitOperations.Log2(value | 1) / 7) + 1;

    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
