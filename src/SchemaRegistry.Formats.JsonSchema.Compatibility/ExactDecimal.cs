using System.Globalization;
using System.Numerics;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>
/// A number of JSON, exactly: <paramref name="Digits"/> × 10^<paramref name="Exponent"/>, the digits without trailing
/// zeros (zero is 0 × 10^0). Equal numbers are equal values, however they are spelled.
/// </summary>
internal readonly record struct ExactDecimal(BigInteger Digits, BigInteger Exponent)
{
    /// <summary>Null when the number is longer than <see cref="JsonSchemaLimits.MaxExactDigits"/>.</summary>
    public static ExactDecimal? Parse(string spelling)
    {
        if (spelling.Length > JsonSchemaLimits.MaxExactDigits)
            return null;
        var mark = spelling.AsSpan().IndexOfAny('e', 'E');
        var mantissa = mark < 0 ? spelling : spelling[..mark];
        var exponent = mark < 0 ? 0 : BigInteger.Parse(spelling.AsSpan(mark + 1), CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        var digits = mantissa.TrimEnd('0');
        exponent += mantissa.Length - digits.Length;
        return digits is "" or "-"
            ? default(ExactDecimal)
            : new ExactDecimal(BigInteger.Parse(digits, CultureInfo.InvariantCulture), exponent);
    }

    /// <summary>
    /// Whether the quotient of the two is an integer. Both are greater than zero. The work is a square of the digits,
    /// whatever the exponents are: those of ten only cancel factors of two and five.
    /// </summary>
    public bool IsDivisibleBy(ExactDecimal divisor)
    {
        // No digit of this number is left over to cancel a ten, since it has no trailing zero.
        var shift = Exponent - divisor.Exponent;
        if (shift.Sign < 0)
            return false;
        var (twos, withoutTwos) = TakeOut(2, divisor.Digits);
        var (fives, rest) = TakeOut(5, withoutTwos);
        return (Digits % rest).IsZero
            && twos <= TakeOut(2, Digits).Count + shift
            && fives <= TakeOut(5, Digits).Count + shift;
    }

    private static (int Count, BigInteger Remaining) TakeOut(int factor, BigInteger number)
    {
        var count = 0;
        for (var rest = BigInteger.DivRem(number, factor, out var left); left.IsZero; count++)
        {
            number = rest;
            rest = BigInteger.DivRem(number, factor, out left);
        }

        return (count, number);
    }
}
