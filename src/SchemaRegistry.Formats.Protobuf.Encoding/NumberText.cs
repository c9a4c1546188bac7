using System.Buffers.Text;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// Reads numbers with the grammar of JSON, as they stand in number tokens and in strings: no sign but a minus, no
/// leading zeros, no blanks.
/// </summary>
internal static class NumberText
{
    /// <summary>No exponent beyond it makes an integer of 64 bits from a text that fits into memory.</summary>
    private const int LargestExponent = 1 << 30;

    /// <summary>
    /// Reads a number of any spelling (<c>100</c>, <c>1e2</c>, <c>100.00</c>) whose value is an integer of at most 64
    /// bits; the sign comes apart, and zero has none.
    /// </summary>
    public static bool TryReadInteger(ReadOnlySpan<byte> text, out ulong magnitude, out bool isNegative)
    {
        isNegative = !text.IsEmpty && text[0] == '-';
        magnitude = 0;
        var digits = isNegative ? text[1..] : text;
        if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return TryReadScaled(text, out magnitude, ref isNegative);
        if (digits.IsEmpty || (digits.Length > 1 && digits[0] == '0') || !TryAppend(ref magnitude, digits))
            return false;
        isNegative &= magnitude != 0;
        return true;
    }

    public static bool TryReadInt64(ReadOnlySpan<byte> text, long min, long max, out long value)
    {
        value = 0;
        if (!TryReadInteger(text, out var magnitude, out var isNegative))
            return false;
        if (magnitude > (ulong)long.MaxValue + (isNegative ? 1UL : 0))
            return false;
        value = isNegative ? -(long)magnitude : (long)magnitude;
        return value >= min && value <= max;
    }

    /// <summary>A number, which must be finite, or one of the three words for what JSON has no number for.</summary>
    public static bool TryReadDouble(ReadOnlySpan<byte> text, out double value) =>
        IsNumber(text)
            ? Utf8Parser.TryParse(text, out value, out var read) && read == text.Length && double.IsFinite(value)
            : TryReadWord(text, out value);

    /// <summary>The same, rounded to 32 bits once.</summary>
    public static bool TryReadSingle(ReadOnlySpan<byte> text, out float value)
    {
        if (IsNumber(text))
            return Utf8Parser.TryParse(text, out value, out int read) && read == text.Length && float.IsFinite(value);
        var isWord = TryReadWord(text, out var word);
        value = (float)word;
        return isWord;
    }

    public static ReadOnlySpan<byte> WordFor(double value) =>
        double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8;

    private static bool TryReadWord(ReadOnlySpan<byte> text, out double value)
    {
        value = text switch
        {
            _ when text.SequenceEqual("NaN"u8) => double.NaN,
            _ when text.SequenceEqual("Infinity"u8) => double.PositiveInfinity,
            _ when text.SequenceEqual("-Infinity"u8) => double.NegativeInfinity,
            _ => 0,
        };

        return value != 0;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text) => TrySplit(text, out _, out _, out _);

    /// <summary>
    /// A number with a fraction or an exponent: its digits without the zeros around them, times a power of ten.
    /// </summary>
    private static bool TryReadScaled(ReadOnlySpan<byte> text, out ulong magnitude, ref bool isNegative)
    {
        magnitude = 0;
        if (!TrySplit(text, out var whole, out var fraction, out var exponent))
            return false;
        fraction = fraction.TrimEnd((byte)'0');
        var scale = (long)exponent - fraction.Length;
        if (fraction.IsEmpty)
        {
            var trimmed = whole.TrimEnd((byte)'0');
            scale += whole.Length - trimmed.Length;
            whole = trimmed;
        }

        if (whole.TrimStart((byte)'0').IsEmpty && fraction.IsEmpty)
        {
            isNegative = false;
            return true;
        }

        return scale >= 0
            && TryAppend(ref magnitude, whole)
            && TryAppend(ref magnitude, fraction)
            && TryMultiply(ref magnitude, scale);
    }

    private static bool TrySplit(
        ReadOnlySpan<byte> text, out ReadOnlySpan<byte> whole, out ReadOnlySpan<byte> fraction, out int exponent)
    {
        fraction = default;
        exponent = 0;
        var rest = !text.IsEmpty && text[0] == '-' ? text[1..] : text;
        whole = TakeDigits(ref rest);
        if (whole.IsEmpty || (whole.Length > 1 && whole[0] == '0'))
            return false;
        if (!rest.IsEmpty && rest[0] == '.')
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
            if (fraction.IsEmpty)
                return false;
        }

        return rest.IsEmpty || TryReadExponent(rest, out exponent);
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text[0] is not ((byte)'e' or (byte)'E'))
            return false;
        var rest = text[1..];
        var isNegative = !rest.IsEmpty && rest[0] == '-';
        if (!rest.IsEmpty && rest[0] is (byte)'-' or (byte)'+')
            rest = rest[1..];
        var digits = TakeDigits(ref rest);
        if (digits.IsEmpty || !rest.IsEmpty)
            return false;
        foreach (var digit in digits)
            exponent = (int)Math.Min((exponent * 10L) + digit - '0', LargestExponent);
        exponent = isNegative ? -exponent : exponent;
        return true;
    }

    private static ReadOnlySpan<byte> TakeDigits(scoped ref ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = length < 0 ? text : text[..length];
        text = text[digits.Length..];
        return digits;
    }

    private static bool TryAppend(ref ulong magnitude, ReadOnlySpan<byte> digits)
    {
        foreach (var digit in digits)
        {
            if (!TryAppend(ref magnitude, digit))
                return false;
        }

        return true;
    }

    private static bool TryMultiply(ref ulong magnitude, long powerOfTen)
    {
        for (; powerOfTen > 0; powerOfTen--)
        {
            if (!TryAppend(ref magnitude, (byte)'0'))
                return false;
        }

        return true;
    }

    private static bool TryAppend(ref ulong magnitude, byte digit)
    {
        var value = (ulong)(digit - '0');
        if (magnitude > (ulong.MaxValue - value) / 10)
            return false;
        magnitude = (magnitude * 10) + value;
        return true;
    }
}
