namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// Reads base64 of both alphabets, with or without padding (the JSON mapping accepts all four). Bits behind the last
/// whole byte are not looked at, as Google's parsers do not: "-_" is FB.
/// </summary>
internal static class Base64Text
{
    private const byte Invalid = 0xFF;
    private const int BitsPerCharacter = 6;

    private static readonly byte[] Values = MakeValues();

    public static bool TryDecode(ReadOnlySpan<byte> text, EncodeBuffer output)
    {
        if (!TryTrim(ref text))
            return false;
        var size = (int)((long)text.Length * BitsPerCharacter / 8);
        output.WriteVarint((ulong)size);
        if (!TryDecode(text, output.Reserve(size)))
            return false;
        output.Advance(size);
        return true;
    }

    /// <summary>Padding is there in full or not at all.</summary>
    private static bool TryTrim(ref ReadOnlySpan<byte> text)
    {
        var isPadded = !text.IsEmpty && text[^1] == '=';
        if (isPadded && text.Length % 4 != 0)
            return false;
        if (isPadded)
            text = text[^2] == '=' ? text[..^2] : text[..^1];
        return text.Length % 4 != 1;
    }

    private static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> output)
    {
        var written = 0;
        var invalid = 0;
        while (text.Length >= 4)
        {
            int a = Values[text[0]], b = Values[text[1]], c = Values[text[2]], d = Values[text[3]];
            invalid |= a | b | c | d;
            var bits = (a << 18) | (b << 12) | (c << 6) | d;
            output[written] = (byte)(bits >> 16);
            output[written + 1] = (byte)(bits >> 8);
            output[written + 2] = (byte)bits;
            written += 3;
            text = text[4..];
        }

        if (text.IsEmpty)
            return invalid < 0x40;
        int first = Values[text[0]], second = Values[text[1]], third = text.Length > 2 ? Values[text[2]] : 0;
        invalid |= first | second | third;
        output[written] = (byte)((first << 2) | (second >> 4));
        if (text.Length > 2)
            output[written + 1] = (byte)((second << 4) | (third >> 2));
        return invalid < 0x40;
    }

    private static byte[] MakeValues()
    {
        var values = new byte[256];
        values.AsSpan().Fill(Invalid);
        const string common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        foreach (var (value, c) in common.Index())
            values[c] = (byte)value;
        values['+'] = values['-'] = 62;
        values['/'] = values['_'] = 63;
        return values;
    }
}
