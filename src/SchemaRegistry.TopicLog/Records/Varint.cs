namespace SchemaRegistry.TopicLog.Records;

/// <summary>Variable-length integers in zigzag coding, as records use them.</summary>
public static class Varint
{
    public const int MaxBytes = 10;

    public static bool TryRead(scoped ref ReadOnlySpan<byte> bytes, out long value)
    {
        ulong raw = 0;
        for (var index = 0; index < MaxBytes && index < bytes.Length; index++)
        {
            var b = bytes[index];
            raw |= (ulong)(b & 0x7f) << (7 * index);
            if (b < 0x80)
            {
                value = (long)(raw >> 1) ^ -(long)(raw & 1);
                bytes = bytes[(index + 1)..];
                return true;
            }
        }

        value = 0;
        return false;
    }

    /// <summary>Reads a length and so many bytes; a length of −1 stands for null.</summary>
    public static bool TryReadBytes(
        scoped ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> value, out bool hasValue)
    {
        value = default;
        hasValue = false;
        if (!TryRead(ref bytes, out var length) || length < -1 || length > bytes.Length)
            return false;
        if (length < 0)
            return true;
        hasValue = true;
        value = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return true;
    }

    /// <summary>Writes a value and returns how many bytes it took, at most ten.</summary>
    public static int Write(Span<byte> target, long value)
    {
        var raw = ((ulong)value << 1) ^ (ulong)(value >> 63);
        var count = 0;
        for (; raw >= 0x80; raw >>= 7)
            target[count++] = (byte)(raw | 0x80);
        target[count++] = (byte)raw;
        return count;
    }
}
