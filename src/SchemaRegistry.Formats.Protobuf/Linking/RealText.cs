using System.Globalization;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>
/// Numbers with a fraction as C's <c>%g</c> prints them, which descriptors use: with the digits that always survive,
/// and with more only when those do not give the number back.
/// </summary>
internal static class RealText
{
    private const int DoubleDigits = 15;
    private const int DoubleDigitsInFull = 17;
    private const int SingleDigits = 6;
    private const int SingleDigitsInFull = 9;

    public static string Of(double number)
    {
        if (Special(number) is { } special)
            return special;
        var text = General(number, DoubleDigits);
        return double.Parse(text, CultureInfo.InvariantCulture).Equals(number)
            ? text
            : General(number, DoubleDigitsInFull);
    }

    public static string Of(float number)
    {
        if (Special(number) is { } special)
            return special;
        var text = General(number, SingleDigits);
        return float.Parse(text, CultureInfo.InvariantCulture).Equals(number)
            ? text
            : General(number, SingleDigitsInFull);
    }

    private static string? Special(double number) => number switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => null,
    };

    private static string General(double number, int digits)
    {
        var scientific = number.ToString("E" + (digits - 1), CultureInfo.InvariantCulture);
        var split = scientific.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(
            scientific.AsSpan(split + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent >= -4 && exponent < digits)
            return Trim(Fixed(scientific.AsSpan(0, split), exponent));
        var sign = exponent < 0 ? '-' : '+';
        return string.Create(
            CultureInfo.InvariantCulture, $"{Trim(scientific[..split])}e{sign}{Math.Abs(exponent):00}");
    }

    /// <summary>Moves the point of <c>d.ddd</c> by <paramref name="exponent"/> places.</summary>
    private static string Fixed(ReadOnlySpan<char> mantissa, int exponent)
    {
        var sign = mantissa[0] == '-' ? "-" : "";
        var digits = mantissa[sign.Length..].ToString().Replace(".", "", StringComparison.Ordinal);
        return exponent < 0
            ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    private static string Trim(string text) =>
        text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
}
