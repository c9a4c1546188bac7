using System.Buffers;
using System.Text;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>
/// Reads the escapes of one string literal as protoc does. The result is bytes: octal and hexadecimal escapes make any
/// byte, all else is UTF-8.
/// </summary>
internal ref struct StringLiteral
{
    private readonly ReadOnlySpan<char> _body;
    private readonly ArrayBufferWriter<byte> _bytes;
    private int _position;

    /// <param name="literal">With its quotes; the closing one may be missing.</param>
    /// <param name="bytes">What the literal says is appended to it.</param>
    public StringLiteral(ReadOnlySpan<char> literal, ArrayBufferWriter<byte> bytes)
    {
        _body = literal.Length > 1 && literal[^1] == literal[0] ? literal[1..^1] : literal[1..];
        _bytes = bytes;
    }

    /// <summary>Index into the literal, quotes included, of what the last message is about.</summary>
    public readonly int Position => _position + 1;

    /// <summary>Null, or what is wrong with the literal's first faulty part.</summary>
    public string? Read()
    {
        while (_position < _body.Length)
        {
            var problem = _body[_position] == '\\' ? ReadEscape() : ReadPlain();
            if (problem is not null)
                return problem;
        }

        return null;
    }

    private string? ReadPlain()
    {
        var rest = _body[_position..];
        var length = rest.IndexOf('\\');
        rest = length < 0 ? rest : rest[..length];
        for (var index = 0; index < rest.Length;)
        {
            if (rest[index] == '\0' || Rune.DecodeFromUtf16(rest[index..], out var rune, out var used) != 0)
            {
                _position += index;
                return $"U+{(int)rest[index]:X4} is no character that a string literal may hold";
            }

            _bytes.Advance(rune.EncodeToUtf8(_bytes.GetSpan(4)));
            index += used;
        }

        _position += rest.Length;
        return null;
    }

    private string? ReadEscape()
    {
        if (_position + 1 >= _body.Length)
            return "A backslash must be followed by the rest of an escape sequence";

        var kind = _body[_position + 1];
        switch (kind)
        {
            case >= '0' and <= '7':
                _position++;
                PutByte(ReadDigits(radix: 8, maxCount: 3, out _));
                return null;
            case 'x' or 'X':
                return ReadHexByte();
            case 'u':
                return ReadCodePoint(4);
            case 'U':
                return ReadCodePoint(8);
        }

        var index = "abfnrtv\\?'\"".IndexOf(kind);
        if (index < 0)
            return $"\"\\{kind}\" is no escape sequence";
        PutByte("\a\b\f\n\r\t\v\\?'\""[index]);
        _position += 2;
        return null;
    }

    private string? ReadHexByte()
    {
        var start = _position;
        _position += 2;
        var value = ReadDigits(radix: 16, maxCount: 2, out var count);
        if (count > 0)
        {
            PutByte(value);
            return null;
        }

        _position = start;
        return "\"\\x\" must be followed by hexadecimal digits";
    }

    private string? ReadCodePoint(int digits)
    {
        var start = _position;
        _position += 2;
        var value = ReadDigits(radix: 16, maxCount: digits, out var count);
        if (count == digits && value <= 0x10FFFF)
        {
            PutCodePoint(IsHighSurrogate(value) ? JoinSurrogates(value) : value);
            return null;
        }

        _position = start;
        return digits == 4
            ? "\"\\u\" must be followed by four hexadecimal digits"
            : "\"\\U\" must be followed by eight hexadecimal digits, up to 0010FFFF";
    }

    private static bool IsHighSurrogate(uint value) => value is >= 0xD800 and <= 0xDBFF;

    /// <summary>The next escape belongs to this one when it is a low surrogate.</summary>
    private uint JoinSurrogates(uint high)
    {
        var start = _position;
        if (_position + 1 < _body.Length && _body[_position] == '\\' && _body[_position + 1] is 'u')
        {
            _position += 2;
            var low = ReadDigits(radix: 16, maxCount: 4, out var count);
            if (count == 4 && low is >= 0xDC00 and <= 0xDFFF)
                return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        }

        _position = start;
        return high;
    }

    private uint ReadDigits(uint radix, int maxCount, out int count)
    {
        var value = 0u;
        for (count = 0; count < maxCount && _position < _body.Length; count++, _position++)
        {
            var digit = (uint)"0123456789abcdef".IndexOf(char.ToLowerInvariant(_body[_position]));
            if (digit >= radix)
                break;
            value = (value * radix) + digit;
        }

        return value;
    }

    private readonly void PutByte(uint value)
    {
        _bytes.GetSpan(1)[0] = (byte)value;
        _bytes.Advance(1);
    }

    /// <summary>
    /// A surrogate without its partner gets the three bytes that UTF-8 would have for it, as protoc writes it; whether
    /// the option takes such bytes is not known here.
    /// </summary>
    private readonly void PutCodePoint(uint value)
    {
        if (Rune.TryCreate(value, out var rune))
        {
            _bytes.Advance(rune.EncodeToUtf8(_bytes.GetSpan(4)));
            return;
        }

        PutByte(0xE0 | (value >> 12));
        PutByte(0x80 | ((value >> 6) & 0x3F));
        PutByte(0x80 | (value & 0x3F));
    }
}
