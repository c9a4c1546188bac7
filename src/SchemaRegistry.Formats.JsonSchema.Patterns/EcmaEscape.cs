using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SchemaRegistry.Formats.JsonSchema.Patterns;

/// <summary>Reads what follows a backslash; the same inside and outside of brackets.</summary>
internal static class EcmaEscape
{
    public static bool TryReadClass(EcmaCursor cursor, [NotNullWhen(true)] out CodePointSet? set)
    {
        set = cursor.Peek switch
        {
            'd' => CharacterClasses.Digits,
            'D' => CharacterClasses.Digits.Complement(),
            'w' => CharacterClasses.Word,
            'W' => CharacterClasses.Word.Complement(),
            's' => CharacterClasses.Space,
            'S' => CharacterClasses.Space.Complement(),
            'p' or 'P' => null,
            _ => null,
        };
        if (set is not null)
            cursor.Take();
        else if (cursor.TryTake("p{"))
            set = ReadProperty(cursor);
        else if (cursor.TryTake("P{"))
            set = ReadProperty(cursor).Complement();
        return set is not null;
    }

    public static int ReadCharacter(EcmaCursor cursor)
    {
        var start = cursor.Position;
        var codePoint = cursor.TakeCodePoint();
        switch (codePoint)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'v':
                return '\v';
            case 'f':
                return '\f';
            case 'r':
                return '\r';
            case '0' when cursor.IsAtEnd || !char.IsAsciiDigit(cursor.Peek):
                return 0;
            case 'x':
                return ReadHex(cursor, 2);
            case 'u':
                return ReadUnicode(cursor);
            case 'c' when !cursor.IsAtEnd && char.IsAsciiLetter(cursor.Peek):
                return cursor.TakeCodePoint() & 0x1F;
            case < 0x80 when char.IsAsciiLetterOrDigit((char)codePoint):
                throw new EcmaSyntaxException($"'\\{(char)codePoint}' is no escape of ECMA-262", start);
            default:
                return codePoint;
        }
    }

    private static CodePointSet ReadProperty(EcmaCursor cursor)
    {
        var start = cursor.Position;
        var name = cursor.TakeUntil('}', "the name of a property is not closed");
        return CharacterClasses.FindProperty(name)
            ?? throw new EcmaSyntaxException(
                $"the property '{name}' is not known; general categories such as 'L' or 'Letter' are", start);
    }

    private static int ReadUnicode(EcmaCursor cursor)
    {
        var start = cursor.Position;
        if (cursor.TryTake("{"))
        {
            var digits = cursor.TakeUntil('}', "a code point is not closed");
            return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var found)
                && found is >= 0 and <= 0x10FFFF
                    ? found
                    : throw new EcmaSyntaxException($"'{digits}' is no code point", start);
        }

        var unit = ReadHex(cursor, 4);
        var afterFirst = cursor.Position;
        if (char.IsHighSurrogate((char)unit) && cursor.TryTake("\\u"))
        {
            var second = ReadHex(cursor, 4);
            if (char.IsLowSurrogate((char)second))
                return char.ConvertToUtf32((char)unit, (char)second);
            cursor.Return(afterFirst);
        }

        return unit;
    }

    private static int ReadHex(EcmaCursor cursor, int count)
    {
        var start = cursor.Position;
        var value = 0;
        for (var index = 0; index < count; index++)
        {
            if (cursor.IsAtEnd || !char.IsAsciiHexDigit(cursor.Peek))
                throw new EcmaSyntaxException($"{count} hexadecimal digits are needed", start);
            value = (value * 16) + Convert.ToInt32(cursor.Peek.ToString(), 16);
            cursor.Take();
        }

        return value;
    }
}
