namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// A google.protobuf.Duration as seconds and "s": up to 10,000 years either way, 1 to 9 digits of a fraction when it
/// is read, 0, 3, 6 or 9 when it is written.
/// </summary>
internal static class DurationText
{
    public const int MaxLength = 24;
    public const string Expected = """seconds such as "1.5s", from -315576000000s to 315576000000s""";

    private const long MaxSeconds = 315_576_000_000;

    /// <summary>The parts have the same sign, unless one is 0.</summary>
    public static bool IsValid(long seconds, int nanos) =>
        seconds is >= -MaxSeconds and <= MaxSeconds
        && nanos is > -Decimals.NanosPerSecond and < Decimals.NanosPerSecond
        && (seconds == 0 || nanos == 0 || (seconds < 0) == (nanos < 0));

    public static bool TryRead(ReadOnlySpan<byte> text, out long seconds, out int nanos)
    {
        seconds = 0;
        nanos = 0;
        var isNegative = Decimals.TryTake(ref text, '-');
        var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length <= 0 || !NumberText.TryReadInt64(text[..length], 0, MaxSeconds, out seconds))
            return false;
        text = text[length..];
        if (!Decimals.TryTakeFraction(ref text, out nanos) || !Decimals.TryTake(ref text, 's') || !text.IsEmpty)
            return false;
        if (isNegative)
            (seconds, nanos) = (-seconds, -nanos);
        return IsValid(seconds, nanos);
    }

    /// <summary>Writes a valid duration and answers the text's size, at most <see cref="MaxLength"/>.</summary>
    public static int Write(Span<byte> target, long seconds, int nanos)
    {
        var size = 0;
        if (seconds < 0 || nanos < 0)
            target[size++] = (byte)'-';
        _ = Math.Abs(seconds).TryFormat(target[size..], out var written);
        size += written;
        size += Decimals.WriteFraction(target[size..], Math.Abs(nanos));
        target[size++] = (byte)'s';
        return size;
    }
}
