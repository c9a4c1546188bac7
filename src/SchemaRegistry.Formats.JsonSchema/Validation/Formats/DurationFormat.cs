namespace SchemaRegistry.Formats.JsonSchema.Validation.Formats;

/// <summary>
/// Durations of RFC 3339, appendix A: weeks alone, or units that follow each other without a gap (<c>P1Y2M</c>, but not
/// <c>P1Y2D</c>).
/// </summary>
internal static class DurationFormat
{
    public static bool IsDuration(ReadOnlySpan<byte> text)
    {
        var cursor = new ByteCursor(text);
        if (!cursor.TryTake('P') || cursor.IsAtEnd)
            return false;
        if (text[^1] == 'W')
            return cursor.SkipDigits() > 0 && cursor.TryTake('W') && cursor.IsAtEnd;
        if (cursor.Peek != 'T' && !TakeUnits(ref cursor, "YMD"))
            return false;
        return !cursor.TryTake('T') ? cursor.IsAtEnd : TakeUnits(ref cursor, "HMS") && cursor.IsAtEnd;
    }

    private static bool TakeUnits(ref ByteCursor cursor, ReadOnlySpan<char> units)
    {
        var next = -1;
        while (!cursor.IsAtEnd && cursor.Peek != 'T')
        {
            if (cursor.SkipDigits() == 0)
                return false;
            var unit = units.IndexOf((char)cursor.Peek);
            if (unit < 0 || (next >= 0 && unit != next))
                return false;
            cursor.TryTake(units[unit]);
            next = unit + 1;
        }

        return next >= 0;
    }
}
