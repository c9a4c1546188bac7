using System.Text;

namespace SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

/// <summary>Decodes the escapes of a JSON string that a <see cref="TapeScanner"/> has accepted.</summary>
internal static class EscapedText
{
    /// <summary>
    /// The text as UTF-8. A surrogate without its partner is no character; it becomes the replacement character.
    /// </summary>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> raw, ref byte[] scratch)
    {
        // No escape is shorter than what it stands for: \uXXXX is six bytes for at most three, a pair twelve for four.
        if (scratch.Length < raw.Length)
            scratch = new byte[Math.Max(raw.Length, scratch.Length * 2)];
        var written = 0;
        while (raw.Length > 0)
        {
            var plain = raw.IndexOf((byte)'\\');
            var length = plain < 0 ? raw.Length : plain;
            raw[..length].CopyTo(scratch.AsSpan(written));
            written += length;
            raw = raw[length..];
            if (raw.Length > 0)
                written += DecodeEscape(ref raw, scratch.AsSpan(written));
        }

        return scratch.AsSpan(0, written);
    }

    private static int DecodeEscape(ref ReadOnlySpan<byte> raw, Span<byte> target)
    {
        var kind = raw[1];
        if (kind == 'u')
            return DecodeUnicode(ref raw, target);
        raw = raw[2..];
        target[0] = kind switch
        {
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            _ => kind,
        };
        return 1;
    }

    private static int DecodeUnicode(ref ReadOnlySpan<byte> raw, Span<byte> target)
    {
        var unit = ReadUnit(raw);
        raw = raw[6..];
        if (!char.IsSurrogate(unit))
            return new Rune(unit).EncodeToUtf8(target);

        var hasPartner = char.IsHighSurrogate(unit) && raw.Length >= 6 && raw[0] == '\\' && raw[1] == 'u';
        if (!hasPartner || !Rune.TryCreate(unit, ReadUnit(raw), out var rune))
            return Rune.ReplacementChar.EncodeToUtf8(target);
        raw = raw[6..];
        return rune.EncodeToUtf8(target);
    }

    private static char ReadUnit(ReadOnlySpan<byte> escape)
    {
        var value = 0;
        foreach (var digit in escape[2..6])
            value = (value << 4) | ((digit & 0xF) + (digit > '9' ? 9 : 0));
        return (char)value;
    }
}
