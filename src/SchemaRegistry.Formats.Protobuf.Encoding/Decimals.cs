namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>Digits of fixed counts, and the fractions of a second that timestamps and durations share.</summary>
internal static class Decimals
{
    public const int NanosPerSecond = 1_000_000_000;
    private const int MaxFractionDigits = 9;

    /// <summary>Takes exactly so many digits off the text's front.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> text, int count, out int value)
    {
        value = 0;
        if (text.Length < count)
            return false;
        foreach (var digit in text[..count])
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            value = (value * 10) + digit - '0';
        }

        text = text[count..];
        return true;
    }

    /// <summary>Takes one given character off the text's front.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> text, char expected)
    {
        if (text.IsEmpty || text[0] != expected)
            return false;
        text = text[1..];
        return true;
    }

    /// <summary>Takes a point and 1 to 9 digits off the text's front, where there is a point.</summary>
    public static bool TryTakeFraction(ref ReadOnlySpan<byte> text, out int nanos)
    {
        nanos = 0;
        if (!TryTake(ref text, '.'))
            return true;
        var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var count = length < 0 ? text.Length : length;
        if (count is 0 or > MaxFractionDigits || !TryTake(ref text, count, out nanos))
            return false;
        for (; count < MaxFractionDigits; count++)
            nanos *= 10;
        return true;
    }

    /// <summary>Writes a number with leading zeros; answers how many digits that were.</summary>
    public static int Write(Span<byte> target, int value, int count)
    {
        for (var index = count - 1; index >= 0; index--)
        {
            target[index] = (byte)('0' + (value % 10));
            value /= 10;
        }

        return count;
    }

    /// <summary>Writes nothing, or a point and 3, 6 or 9 digits; answers how many bytes that were.</summary>
    public static int WriteFraction(Span<byte> target, int nanos)
    {
        if (nanos == 0)
            return 0;
        target[0] = (byte)'.';
        if (nanos % 1_000_000 == 0)
            return 1 + Write(target[1..], nanos / 1_000_000, 3);
        return nanos % 1_000 == 0
            ? 1 + Write(target[1..], nanos / 1_000, 6)
            : 1 + Write(target[1..], nanos, MaxFractionDigits);
    }
}
