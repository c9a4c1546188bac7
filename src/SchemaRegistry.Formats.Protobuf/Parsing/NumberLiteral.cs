using System.Globalization;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>Reads the spellings of numbers; signs are tokens of their own.</summary>
internal static class NumberLiteral
{
    /// <summary>Decimal, octal after 0, hexadecimal after 0x. False when 64 bits do not hold it.</summary>
    public static bool TryReadInteger(ReadOnlySpan<char> spelling, out ulong value)
    {
        if (spelling.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            // That "0x" has no digits was reported when the token was cut.
            value = 0;
            var digits = spelling[2..];
            return digits.IsEmpty
                || ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        }

        return IsOctal(spelling)
            ? TryReadOctal(spelling, out value)
            : ulong.TryParse(spelling, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Whether a spelling is not decimal, so that it can be no floating point number.</summary>
    public static bool IsOctalOrHex(ReadOnlySpan<char> spelling) =>
        IsOctal(spelling) || spelling.StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    /// <summary>The nearest double; infinite beyond its range.</summary>
    public static double ReadFloat(ReadOnlySpan<char> spelling) =>
        double.TryParse(spelling, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static bool IsOctal(ReadOnlySpan<char> spelling) =>
        spelling.Length > 1 && spelling[0] == '0' && char.IsAsciiDigit(spelling[1]);

    private static bool TryReadOctal(ReadOnlySpan<char> spelling, out ulong value)
    {
        value = 0;
        foreach (var digit in spelling)
        {
            // Digits beyond 7 were reported when the token was cut.
            if (value > ulong.MaxValue >> 3)
                return false;
            value = (value << 3) | ((ulong)(digit - '0') & 7);
        }

        return true;
    }
}
