namespace SchemaRegistry.Formats.JsonSchema.Validation.Formats;

/// <summary>A place in the bytes of a string.</summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    public readonly bool IsAtEnd => _at >= _text.Length;

    /// <summary>The byte here, or 0 at the end.</summary>
    public readonly byte Peek => IsAtEnd ? (byte)0 : _text[_at];

    public readonly ReadOnlySpan<byte> Rest => _text[_at..];

    public bool TryTake(char expected)
    {
        if (IsAtEnd || _text[_at] != expected)
            return false;
        _at++;
        return true;
    }

    public bool TryTakeAny(char first, char second) => TryTake(first) || TryTake(second);

    /// <summary>Exactly so many digits as a number, or −1.</summary>
    public int TakeNumber(int digits)
    {
        var value = 0;
        for (var digit = 0; digit < digits; digit++)
        {
            if (!char.IsAsciiDigit((char)Peek))
                return -1;
            value = (value * 10) + (Peek - '0');
            _at++;
        }

        return value;
    }

    /// <summary>How many digits were passed.</summary>
    public int SkipDigits()
    {
        var start = _at;
        while (char.IsAsciiDigit((char)Peek))
            _at++;
        return _at - start;
    }
}
