using System.Buffers;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>
/// Cuts a text into tokens by the rules of protoc's tokenizer. What is no token is reported and left out, so that the
/// parser can go on; each call to <see cref="Next"/> is linear in what it passes over.
/// </summary>
internal sealed class ProtoLexer
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> OctalDigits = SearchValues.Create("01234567");
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");

    private static readonly SearchValues<char> WordCharacters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");

    private readonly string _text;
    private readonly ProblemList _problems;
    private int _position;
    private int _line = 1;
    private int _lineStart;
    private int _identifierEnd = -1;

    public ProtoLexer(string text, ProblemList problems)
    {
        _text = text;
        _problems = problems;
        if (text.StartsWith(ByteOrderMark))
            _position = _lineStart = 1;
    }

    private TextPlace Here => PlaceOf(_position);

    public Token Next()
    {
        while (!_problems.IsFull)
        {
            SkipBlanks();
            if (_position == _text.Length)
                break;
            if (ReadToken() is { } token)
                return token;
        }

        return new Token(TokenKind.End, _text.Length, 0, PlaceOf(_position));
    }

    private Token? ReadToken()
    {
        var start = _position;
        var place = Here;
        var kind = ReadKind(_text[start]);
        if (kind is not { } known)
            return null;
        if (known == TokenKind.Identifier)
            _identifierEnd = _position;
        return new Token(known, start, _position - start, place);
    }

    private TokenKind? ReadKind(char first)
    {
        if (Letters.Contains(first))
        {
            Skip(WordCharacters);
            return TokenKind.Identifier;
        }

        if (Digits.Contains(first) || (first == '.' && Digits.Contains(Peek(1))))
            return ReadNumber(first);
        if (first is '"' or '\'')
        {
            ReadString(first);
            return TokenKind.String;
        }

        if (first is > ' ' and < '\x7F')
        {
            _position++;
            return TokenKind.Symbol;
        }

        SkipForeign();
        return null;
    }

    private TokenKind ReadNumber(char first)
    {
        if (first == '.' && _identifierEnd == _position)
            Report("A space is needed between an identifier and a decimal point");

        var isInteger = true;
        if (first == '0' && Peek(1) is 'x' or 'X')
            ReadHex();
        else if (first == '0' && Digits.Contains(Peek(1)))
            ReadOctal();
        else
            isInteger = ReadDecimal();

        if (Letters.Contains(Peek(0)))
            Report("A space is needed between a number and an identifier");
        else if (Peek(0) == '.')
        {
            Report(isInteger
                ? "Hexadecimal and octal numbers must be integers"
                : "A number can not have a second decimal point, nor one after its exponent");
            _position++;
            Skip(Digits);
        }

        return isInteger ? TokenKind.Integer : TokenKind.Float;
    }

    private void ReadHex()
    {
        _position += 2;
        if (Skip(HexDigits) == 0)
            Report("\"0x\" must be followed by hexadecimal digits");
    }

    private void ReadOctal()
    {
        Skip(OctalDigits);
        if (!Digits.Contains(Peek(0)))
            return;
        Report("A number that starts with 0 must be octal");
        Skip(Digits);
    }

    /// <summary>Returns whether it is an integer.</summary>
    private bool ReadDecimal()
    {
        var isInteger = true;
        Skip(Digits);
        if (Peek(0) == '.')
        {
            isInteger = false;
            _position++;
            Skip(Digits);
        }

        if (Peek(0) is not ('e' or 'E'))
            return isInteger;
        _position++;
        if (Peek(0) is '+' or '-')
            _position++;
        if (Skip(Digits) == 0)
            Report("The exponent of a number must have digits");
        return false;
    }

    /// <summary>Only finds the end; escapes are read by <see cref="StringLiteral"/>.</summary>
    private void ReadString(char quote)
    {
        var start = Here;
        _position++;
        while (_position < _text.Length)
        {
            var character = _text[_position];
            if (character == '\n')
                break;
            _position += character == '\\' && Peek(1) is not ('\n' or '\0') ? 2 : 1;
            if (character == quote)
                return;
        }

        _problems.Add("The string literal does not end on its line: the closing quote is missing", start);
    }

    /// <summary>Control characters and characters beyond ASCII: one problem for a run of them.</summary>
    private void SkipForeign()
    {
        Report($"The character U+{(int)_text[_position]:X4} may stand in comments and string literals only");
        while (_position < _text.Length && _text[_position] is >= '\x7F' or < ' ' && !IsBlank(_text[_position]))
            _position++;
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length)
        {
            var character = _text[_position];
            if (character == '\n')
                StartLine(_position + 1);
            if (IsBlank(character))
                _position++;
            else if (character == '/' && Peek(1) == '/')
                SkipLineComment();
            else if (character == '/' && Peek(1) == '*')
                SkipBlockComment();
            else
                return;
        }
    }

    private void SkipLineComment()
    {
        var length = _text.AsSpan(_position).IndexOf('\n');
        _position = length < 0 ? _text.Length : _position + length;
    }

    private void SkipBlockComment()
    {
        var start = Here;
        var length = _text.AsSpan(_position + 2).IndexOf("*/", StringComparison.Ordinal);
        var end = length < 0 ? _text.Length : _position + 2 + length + 2;
        if (length < 0)
            _problems.Add("The comment that starts here does not end: \"*/\" is missing", start);
        else if (_text.AsSpan(_position + 2, length).Contains("/*", StringComparison.Ordinal))
            _problems.Add("The comment that starts here contains \"/*\": block comments can not be nested", start);
        for (; _position < end; _position++)
        {
            if (_text[_position] == '\n')
                StartLine(_position + 1);
        }
    }

    private void StartLine(int start)
    {
        _line++;
        _lineStart = start;
    }

    private int Skip(SearchValues<char> set)
    {
        var rest = _text.AsSpan(_position);
        var count = rest.IndexOfAnyExcept(set);
        count = count < 0 ? rest.Length : count;
        _position += count;
        return count;
    }

    /// <summary>The character so many places on, or NUL beyond the end.</summary>
    private char Peek(int ahead) => _position + ahead < _text.Length ? _text[_position + ahead] : '\0';

    private static bool IsBlank(char character) => character is ' ' or '\t' or '\r' or '\n' or '\v' or '\f';

    private TextPlace PlaceOf(int position) => new(_line, position - _lineStart + 1);

    private void Report(string message) => _problems.Add(message, Here);
}
