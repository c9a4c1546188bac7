using System.Globalization;
using System.Text;

namespace SchemaRegistry.Formats.JsonSchema.Patterns;

/// <summary>
/// Reads <c>*</c>, <c>+</c>, <c>?</c>, <c>{n}</c>, <c>{n,}</c>, <c>{n,m}</c>, each with an optional <c>?</c>.
/// </summary>
internal static class EcmaQuantifier
{
    /// <summary>False, with nothing taken, when no quantifier stands here.</summary>
    public static bool TryRead(EcmaCursor cursor, StringBuilder text)
    {
        if (cursor.IsAtEnd)
            return false;
        if (cursor.Peek is '*' or '+' or '?')
        {
            text.Append(cursor.Peek);
            cursor.Take();
        }
        else if (!TryReadBraces(cursor, text))
        {
            return false;
        }

        if (cursor.TryTake("?"))
            text.Append('?');
        return true;
    }

    /// <summary>The bounds as numbers, (1, 1) without a quantifier; null when it is a lazy one.</summary>
    public static (int Least, int Most)? ReadBounds(EcmaCursor cursor)
    {
        var text = new StringBuilder();
        if (!TryRead(cursor, text))
            return (1, 1);
        var quantifier = text.ToString();
        if (quantifier.Length > 1 && quantifier[^1] == '?')
            return null;
        var numbers = quantifier.Trim('{', '}').Split(',');
        return quantifier switch
        {
            "*" => (0, int.MaxValue),
            "+" => (1, int.MaxValue),
            "?" => (0, 1),
            _ when numbers.Length == 1 => (Parse(numbers[0], 0), Parse(numbers[0], 0)),
            _ => (Parse(numbers[0], 0), numbers[1].Length == 0 ? int.MaxValue : Parse(numbers[1], 0)),
        };
    }

    public static bool IsNext(EcmaCursor cursor)
    {
        var start = cursor.Position;
        var isNext = TryRead(cursor, new StringBuilder());
        cursor.Return(start);
        return isNext;
    }

    private static bool TryReadBraces(EcmaCursor cursor, StringBuilder text)
    {
        var start = cursor.Position;
        if (!cursor.TryTake("{"))
            return false;
        var least = cursor.TakeWhile(char.IsAsciiDigit);
        var hasComma = cursor.TryTake(",");
        var most = hasComma ? cursor.TakeWhile(char.IsAsciiDigit) : least;
        if (least.Length == 0 || !cursor.TryTake("}"))
        {
            cursor.Return(start);
            return false;
        }

        var lower = Parse(least, start);
        if (most.Length > 0 && Parse(most, start) < lower)
            throw new EcmaSyntaxException("the bounds of a quantifier are in the wrong order", start);
        text.Append('{').Append(least).Append(hasComma ? "," : "").Append(hasComma ? most : "").Append('}');
        return true;
    }

    private static int Parse(string digits, int start) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count <= PatternLimits.MaxRepeats
            ? count
            : throw new EcmaSyntaxException(
                $"a quantifier repeats more than {PatternLimits.MaxRepeats} times", start);
}
