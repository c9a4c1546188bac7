using System.Globalization;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Canonical;

/// <summary>
/// One spelling for each number: decimal, without an exponent where the digits are few, without a fraction of zeros.
/// So <c>0x10</c>, <c>16.0</c> and <c>1.6E1</c> are all <c>16</c>.
/// </summary>
internal static class NumberNormalizer
{
    /// <summary>Zeros that may be written out; the 64-bit integers need nineteen.</summary>
    private const int MaxZeros = 19;

    /// <param name="value">An <see cref="IntegerValue"/> or <see cref="FloatValue"/>.</param>
    public static OptionValue Normalize(OptionValue value) => value switch
    {
        IntegerValue integer => integer with { Spelling = integer.Magnitude.ToString(CultureInfo.InvariantCulture) },
        FloatValue { Number: var number } when double.IsInfinity(number) =>
            new WordValue("inf", double.IsNegative(number)) { Place = value.Place },
        FloatValue real => real with { Spelling = Spell(Math.Abs(real.Number)) },
        _ => value,
    };

    private static string Spell(double magnitude)
    {
        // The shortest digits that read as the same number: 1234.5, or 1.2345E+30 from 1E+15 on and below 1E-05.
        var shortest = magnitude.ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = shortest.IndexOf('E');
        if (exponentAt < 0)
            return shortest;

        var digits = shortest[..exponentAt].Replace(".", "", StringComparison.Ordinal);
        var exponent = int.Parse(
            shortest.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent >= digits.Length - 1 && exponent <= MaxZeros)
            return digits.PadRight(exponent + 1, '0');
        return exponent < 0 && exponent >= -MaxZeros ? $"0.{new string('0', -exponent - 1)}{digits}" : shortest;
    }
}
