using System.Globalization;

namespace SchemaRegistry.Formats.Avro.Canonical;

/// <summary>
/// The text of a double as Java's <c>Double.toString</c> lays it out: at least one digit on each side of the point,
/// plain from 10⁻³ up to below 10⁷, otherwise with an exponent (<c>1.0E10</c>). Digits are the shortest that read back
/// as the same value.
/// </summary>
internal static class JavaDouble
{
    public static string ToText(double value)
    {
        if (!double.IsFinite(value))
            return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";

        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var sign = value < 0 ? "-" : "";
        var exponent = ExponentOf(shortest);
        var digits = DigitsOf(shortest);

        if (exponent is >= -3 and < 7)
            return sign + Plain(digits, exponent);
        return $"{sign}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0)
            return $"0.{new string('0', -exponent - 1)}{digits}";
        var whole = digits.PadRight(exponent + 1, '0')[..(exponent + 1)];
        var fraction = digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0";
        return $"{whole}.{fraction}";
    }

    /// <summary>The significant digits, without sign, point, and zeros at either end.</summary>
    private static string DigitsOf(string shortest)
    {
        var mantissa = shortest.Split('E')[0].TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        return mantissa.TrimStart('0').TrimEnd('0');
    }

    /// <summary>The power of ten of the first significant digit.</summary>
    private static int ExponentOf(string shortest)
    {
        var parts = shortest.TrimStart('-').Split('E');
        var written = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? parts[0] : parts[0][..point];
        if (whole.TrimStart('0').Length > 0)
            return written + whole.TrimStart('0').Length - 1;
        var fraction = parts[0][(point + 1)..];
        return written - (fraction.Length - fraction.TrimStart('0').Length) - 1;
    }
}
