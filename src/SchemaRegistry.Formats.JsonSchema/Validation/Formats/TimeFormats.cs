namespace SchemaRegistry.Formats.JsonSchema.Validation.Formats;

/// <summary>Dates and times of RFC 3339 §5.6.</summary>
internal static class TimeFormats
{
    private const int MinutesADay = 24 * 60;

    public static bool IsDateTime(ReadOnlySpan<byte> text)
    {
        var cursor = new ByteCursor(text);
        return TakeDate(ref cursor) && cursor.TryTakeAny('T', 't') && IsTime(cursor.Rest);
    }

    public static bool IsDate(ReadOnlySpan<byte> text)
    {
        var cursor = new ByteCursor(text);
        return TakeDate(ref cursor) && cursor.IsAtEnd;
    }

    public static bool IsTime(ReadOnlySpan<byte> text)
    {
        var cursor = new ByteCursor(text);
        var hour = cursor.TakeNumber(2);
        var hasMinute = cursor.TryTake(':');
        var minute = cursor.TakeNumber(2);
        var hasSecond = cursor.TryTake(':');
        var second = cursor.TakeNumber(2);
        if (!hasMinute || !hasSecond || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
            return false;
        if (cursor.TryTake('.') && cursor.SkipDigits() == 0)
            return false;
        if (TakeOffset(ref cursor) is not { } offset || !cursor.IsAtEnd)
            return false;

        // Leap seconds end a day of UTC.
        var utc = ((hour * 60) + minute - offset + MinutesADay) % MinutesADay;
        return second < 60 || utc == MinutesADay - 1;
    }

    private static bool TakeDate(ref ByteCursor cursor)
    {
        var year = cursor.TakeNumber(4);
        var hasMonth = cursor.TryTake('-');
        var month = cursor.TakeNumber(2);
        var hasDay = cursor.TryTake('-');
        var day = cursor.TakeNumber(2);
        return hasMonth && hasDay && year >= 0 && month is >= 1 and <= 12 && day >= 1 && day <= DaysOf(year, month);
    }

    /// <summary>The calendar of .NET has no year 0, which like every 400th is a leap year.</summary>
    private static int DaysOf(int year, int month) => DateTime.DaysInMonth(year == 0 ? 2000 : year, month);

    /// <summary>Minutes ahead of UTC, or null.</summary>
    private static int? TakeOffset(ref ByteCursor cursor)
    {
        if (cursor.TryTakeAny('Z', 'z'))
            return 0;
        var isAhead = cursor.TryTake('+');
        if (!isAhead && !cursor.TryTake('-'))
            return null;
        var hours = cursor.TakeNumber(2);
        var hasMinutes = cursor.TryTake(':');
        var minutes = cursor.TakeNumber(2);
        if (!hasMinutes || hours is < 0 or > 23 || minutes is < 0 or > 59)
            return null;
        var offset = (hours * 60) + minutes;
        return isAhead ? offset : -offset;
    }
}
