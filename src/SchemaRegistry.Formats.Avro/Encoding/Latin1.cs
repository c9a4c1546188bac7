namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// Bytes as text and back, as the specification's JSON encoding writes them: byte n is the character U+00n. The text
/// is UTF-8, so a byte from 0x80 on takes two.
/// </summary>
internal static class Latin1
{
    /// <summary>
    /// How many bytes the text stands for, or −1 when it has a character beyond U+00FF. The text is valid UTF-8.
    /// </summary>
    public static int CountOrNegative(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        for (var index = 0; index < utf8.Length; index++, count++)
        {
            if (utf8[index] < 0x80)
                continue;
            if (utf8[index] > 0xC3)
                return -1;
            index++;
        }

        return count;
    }

    /// <summary>Reads a text for which <see cref="CountOrNegative"/> has answered the destination's size.</summary>
    public static void ToBytes(ReadOnlySpan<byte> utf8, Span<byte> destination)
    {
        var count = 0;
        for (var index = 0; index < utf8.Length; index++)
        {
            var lead = utf8[index];
            destination[count++] = lead < 0x80 ? lead : (byte)((lead << 6) | (utf8[++index] & 0x3F));
        }
    }

    /// <summary>Writes the text and answers its size, which is at most twice that of the bytes.</summary>
    public static int ToUtf8(ReadOnlySpan<byte> bytes, Span<byte> utf8)
    {
        var size = 0;
        foreach (var value in bytes)
        {
            if (value < 0x80)
            {
                utf8[size++] = value;
                continue;
            }

            utf8[size++] = (byte)(0xC0 | (value >> 6));
            utf8[size++] = (byte)(0x80 | (value & 0x3F));
        }

        return size;
    }
}
