using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>Reads the values of options that are one token, or a sign and a token, or adjacent strings.</summary>
internal sealed class ScalarParser(TokenReader tokens)
{
    private const string Value = "the value of an option";

    /// <param name="words">Whether the value stands inside an aggregate.</param>
    public OptionValue Read(AggregateWords words)
    {
        var place = tokens.Current.Place;
        var isNegative = tokens.TryTake("-");
        return tokens.Current.Kind switch
        {
            TokenKind.Identifier => ReadWord(isNegative, words) with { Place = place },
            TokenKind.Integer => ReadInteger(isNegative) with { Place = place },
            TokenKind.Float => ReadFloat(isNegative) with { Place = place },
            TokenKind.String when !isNegative => new StringValue(tokens.TakeBytes(Value)) { Place = place },
            _ => throw tokens.Expected(isNegative ? "a number after the minus sign" : Value),
        };
    }

    private WordValue ReadWord(bool isNegative, AggregateWords words)
    {
        if (isNegative && !IsNegatable(words))
            throw tokens.Expected("a number, inf or nan after the minus sign");
        return new WordValue(tokens.TakeText(), isNegative);
    }

    /// <summary>Text format, which holds inside aggregates, knows more spellings, in any case.</summary>
    private bool IsNegatable(AggregateWords words) =>
        words == AggregateWords.None
            ? tokens.IsAt("inf") || tokens.IsAt("nan")
            : tokens.CurrentWord.Equals("inf", StringComparison.OrdinalIgnoreCase)
                || tokens.CurrentWord.Equals("infinity", StringComparison.OrdinalIgnoreCase)
                || tokens.CurrentWord.Equals("nan", StringComparison.OrdinalIgnoreCase);

    private OptionValue ReadInteger(bool isNegative)
    {
        const ulong minMagnitude = 1UL << 63;
        var word = tokens.CurrentWord;
        if (NumberLiteral.TryReadInteger(word, out var magnitude) && (!isNegative || magnitude <= minMagnitude))
            return new IntegerValue(magnitude, isNegative, tokens.TakeText());
        if (!NumberLiteral.IsOctalOrHex(word))
            return ReadFloat(isNegative);
        throw tokens.Expected("an integer of at most 64 bits");
    }

    private FloatValue ReadFloat(bool isNegative)
    {
        var number = NumberLiteral.ReadFloat(tokens.CurrentWord);
        return new FloatValue(isNegative ? -number : number, tokens.TakeText());
    }
}

/// <summary>Which words for numbers are known.</summary>
internal enum AggregateWords
{
    None,
    TextFormat,
}
