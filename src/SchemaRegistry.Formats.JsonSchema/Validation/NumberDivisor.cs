using System.Numerics;
using System.Text;
using SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>
/// A <c>multipleOf</c>, in exact decimal arithmetic: 0.3 is a multiple of 0.1, and 1e308 is none of 0.123456789.
/// </summary>
internal sealed class NumberDivisor
{
    /// <summary>Digits of a divisor that are computed with in 128 bits.</summary>
    private const int MaxSmallDigits = 18;

    private readonly long? _integer;
    private readonly ulong? _digits;
    private readonly BigInteger _allDigits;
    private readonly long _exponent;

    public NumberDivisor(string text)
    {
        var utf8 = Encoding.ASCII.GetBytes(text);
        _integer = SmallInteger.TryRead(utf8, out var small) && small > 0 ? small : null;
        var number = NumberText.Read(utf8);
        foreach (var digit in number)
            _allDigits = (_allDigits * 10) + digit;
        _digits = number.Count <= MaxSmallDigits ? (ulong)_allDigits : null;
        _exponent = number.Exponent;
    }

    public bool Divides(ReadOnlySpan<byte> text)
    {
        if (_integer is { } integer && SmallInteger.TryRead(text, out var value))
            return value % integer == 0;

        var number = NumberText.Read(text);
        if (number.IsZero || _allDigits.IsZero)
            return true;

        // Neither has a trailing zero: digits that end before the divisor's unit can not hold a power of ten.
        var shift = number.Exponent - _exponent;
        if (shift < 0)
            return false;
        return _digits is { } small ? HasNoRest(number, shift, small) : HasNoRest(number, shift, _allDigits);
    }

    private static bool HasNoRest(NumberText number, long shift, ulong divisor)
    {
        var rest = 0UL;
        foreach (var digit in number)
            rest = (ulong)((((UInt128)rest * 10) + (uint)digit) % divisor);
        var power = 1 % divisor;
        var square = 10 % divisor;
        for (; shift > 0; shift >>= 1)
        {
            if ((shift & 1) == 1)
                power = (ulong)((UInt128)power * square % divisor);
            square = (ulong)((UInt128)square * square % divisor);
        }

        return (UInt128)rest * power % divisor == 0;
    }

    private static bool HasNoRest(NumberText number, long shift, BigInteger divisor)
    {
        var rest = BigInteger.Zero;
        foreach (var digit in number)
            rest = ((rest * 10) + digit) % divisor;
        return (rest * BigInteger.ModPow(10, shift, divisor) % divisor).IsZero;
    }
}
