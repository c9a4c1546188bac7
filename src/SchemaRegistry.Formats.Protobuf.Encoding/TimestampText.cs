namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// A google.protobuf.Timestamp as RFC 3339 text: years 1 to 9999, capital T and Z, 1 to 9 digits of a fraction, any
/// offset when it is read; in UTC with 0, 3, 6 or 9 digits when it is written.
/// </summary>
internal static class TimestampText
{
    public const int MaxLength = 30;
    public const string Expected = """RFC 3339 text such as "2026-01-31T12:00:00.5Z", of the years 1 to 9999""";

    private const long MinSeconds = -62_135_596_800;
    private const long MaxSeconds = 253_402_300_799;
    private const int SecondsPerMinute = 60;
    private const int SecondsPerHour = 3600;
    private const int SecondsPerDay = 86_400;

    public static bool IsValid(long seconds, int nanos) =>
        seconds is >= MinSeconds and <= MaxSeconds && nanos is >= 0 and < Decimals.NanosPerSecond;

    public static bool TryRead(ReadOnlySpan<byte> text, out long seconds, out int nanos)
    {
        seconds = 0;
        nanos = 0;
        if (!TryTakeDate(ref text, out var days) || !Decimals.TryTake(ref text, 'T')
            || !TryTakeTime(ref text, out var time) || !Decimals.TryTakeFraction(ref text, out nanos)
            || !TryTakeOffset(ref text, out var offset) || !text.IsEmpty)
            return false;
        seconds = MinSeconds + (days * (long)SecondsPerDay) + time - offset;
        return IsValid(seconds, nanos);
    }

    /// <summary>Writes a valid timestamp and answers the text's size, at most <see cref="MaxLength"/>.</summary>
    public static int Write(Span<byte> target, long seconds, int nanos)
    {
        var sinceStart = seconds - MinSeconds;
        var date = DateOnly.FromDayNumber((int)(sinceStart / SecondsPerDay));
        var time = (int)(sinceStart % SecondsPerDay);
        var size = Decimals.Write(target, date.Year, 4);
        target[size++] = (byte)'-';
        size += Decimals.Write(target[size..], date.Month, 2);
        target[size++] = (byte)'-';
        size += Decimals.Write(target[size..], date.Day, 2);
        target[size++] = (byte)'T';
        size += Decimals.Write(target[size..], time / SecondsPerHour, 2);
        target[size++] = (byte)':';
        size += Decimals.Write(target[size..], time / SecondsPerMinute % 60, 2);
        target[size++] = (byte)':';
        size += Decimals.Write(target[size..], time % SecondsPerMinute, 2);
        size += Decimals.WriteFraction(target[size..], nanos);
        target[size++] = (byte)'Z';
        return size;
    }

    private static bool TryTakeDate(ref ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (!Decimals.TryTake(ref text, count: 4, out var year) || !Decimals.TryTake(ref text, '-')
            || !Decimals.TryTake(ref text, count: 2, out var month) || !Decimals.TryTake(ref text, '-')
            || !Decimals.TryTake(ref text, count: 2, out var day))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        days = new DateOnly(year, month, day).DayNumber;
        return true;
    }

    private static bool TryTakeTime(ref ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (!TryTakeHourAndMinute(ref text, out var minutes) || !Decimals.TryTake(ref text, ':')
            || !Decimals.TryTake(ref text, count: 2, out var second) || second > 59)
            return false;
        seconds = (minutes * SecondsPerMinute) + second;
        return true;
    }

    private static bool TryTakeOffset(ref ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (Decimals.TryTake(ref text, 'Z'))
            return true;
        var isNegative = Decimals.TryTake(ref text, '-');
        if ((!isNegative && !Decimals.TryTake(ref text, '+')) || !TryTakeHourAndMinute(ref text, out var minutes))
            return false;
        seconds = minutes * (isNegative ? -SecondsPerMinute : SecondsPerMinute);
        return true;
    }

    private static bool TryTakeHourAndMinute(ref ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (!Decimals.TryTake(ref text, count: 2, out var hour) || !Decimals.TryTake(ref text, ':')
            || !Decimals.TryTake(ref text, count: 2, out var minute) || hour > 23 || minute > 59)
            return false;
        minutes = (hour * 60) + minute;
        return true;
    }
}
