namespace SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

/// <summary>
/// A JSON number by its digits, exact at any length: ±0.d₁d₂…dₙ × 10^<see cref="Point"/>, where d₁ and dₙ are not 0 and
/// n is <see cref="Count"/>. Zero has no digits.
/// </summary>
internal readonly ref struct NumberText
{
    /// <summary>Exponents beyond it are held for it: no text has so many digits that it could tell.</summary>
    private const long MaxExponent = 1L << 40;

    /// <summary>From the first digit that is not 0 to the last; a point may stand between.</summary>
    private readonly ReadOnlySpan<byte> _digits;

    public readonly bool IsNegative;
    public readonly long Point;
    public readonly int Count;

    private NumberText(ReadOnlySpan<byte> digits, bool isNegative, long point, int count)
    {
        _digits = digits;
        IsNegative = isNegative;
        Point = point;
        Count = count;
    }

    public bool IsZero => Count == 0;

    public bool IsInteger => Point >= Count;

    /// <summary>The power of ten that the last digit counts.</summary>
    public long Exponent => Point - Count;

    public static NumberText Read(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == '-';
        var mantissa = isNegative ? text[1..] : text;
        var exponent = 0L;
        if (mantissa.IndexOfAny((byte)'e', (byte)'E') is var mark and >= 0)
        {
            exponent = ReadExponent(mantissa[(mark + 1)..]);
            mantissa = mantissa[..mark];
        }

        var first = mantissa.IndexOfAnyInRange((byte)'1', (byte)'9');
        if (first < 0)
            return default;
        var last = mantissa.LastIndexOfAnyInRange((byte)'1', (byte)'9');
        var point = mantissa.IndexOf((byte)'.');
        if (point < 0)
            point = mantissa.Length;
        var digits = mantissa[first..(last + 1)];
        var count = first < point && point <= last ? digits.Length - 1 : digits.Length;

        // Of 0.05 the first digit stands two places behind the point: 0.5 × 10^-1.
        var place = first < point ? point - first : point - first + 1;
        return new NumberText(digits, isNegative, place + exponent, count);
    }

    public static int Compare(NumberText left, NumberText right)
    {
        var leftSign = left.Sign();
        var rightSign = right.Sign();
        if (leftSign != rightSign || leftSign == 0)
            return leftSign.CompareTo(rightSign);
        var larger = left.Point != right.Point ? left.Point.CompareTo(right.Point) : CompareDigits(left, right);
        return leftSign * larger;
    }

    public HashCode AddTo(HashCode hash)
    {
        hash.Add(Sign());
        hash.Add(Point);
        foreach (var digit in this)
            hash.Add(digit);
        return hash;
    }

    public Enumerator GetEnumerator() => new(_digits);

    private int Sign() => IsZero ? 0 : IsNegative ? -1 : 1;

    private static int CompareDigits(NumberText left, NumberText right)
    {
        var lefts = left.GetEnumerator();
        var rights = right.GetEnumerator();
        while (lefts.MoveNext())
        {
            if (!rights.MoveNext())
                return 1;
            if (lefts.Current != rights.Current)
                return lefts.Current.CompareTo(rights.Current);
        }

        return rights.MoveNext() ? -1 : 0;
    }

    private static long ReadExponent(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == '-';
        var value = 0L;
        foreach (var digit in text[0] is (byte)'-' or (byte)'+' ? text[1..] : text)
            value = Math.Min((value * 10) + (digit - '0'), MaxExponent);
        return isNegative ? -value : value;
    }

    /// <summary>The digits as numbers, first to last.</summary>
    public ref struct Enumerator(ReadOnlySpan<byte> digits)
    {
        private readonly ReadOnlySpan<byte> _digits = digits;
        private int _at = -1;

        public readonly int Current => _digits[_at] - '0';

        public bool MoveNext()
        {
            _at++;
            if (_at < _digits.Length && _digits[_at] == '.')
                _at++;
            return _at < _digits.Length;
        }
    }
}
