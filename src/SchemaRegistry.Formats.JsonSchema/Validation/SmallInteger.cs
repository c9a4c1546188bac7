namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>Reads integers of up to 18 digits, which always fit 64 bits: nearly all that data holds.</summary>
internal static class SmallInteger
{
    private const int MaxDigits = 18;

    public static bool TryRead(ReadOnlySpan<byte> number, out long value)
    {
        value = 0;
        var isNegative = number[0] == '-';
        var digits = isNegative ? number[1..] : number;
        if (digits.Length > MaxDigits)
            return false;
        foreach (var digit in digits)
        {
            var count = (uint)(digit - '0');
            if (count > 9)
                return false;
            value = (value * 10) + count;
        }

        if (isNegative)
            value = -value;
        return true;
    }
}
