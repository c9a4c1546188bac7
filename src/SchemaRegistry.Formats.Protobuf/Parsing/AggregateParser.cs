using System.Text;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>
/// Reads the aggregate value of an option: a message in text format, made of the tokens of .proto files (so that
/// comments start with slashes, and numbers have no suffix). One object serves one value.
/// </summary>
/// <param name="tokens">At the brace that opens the value.</param>
/// <param name="depth">Levels of nesting around the value.</param>
internal sealed class AggregateParser(TokenReader tokens, int depth)
{
    private readonly ScalarParser _scalars = new(tokens);
    private int _depth = depth;
    private int _openBraces;

    /// <summary>A value with a problem is reported and passed over as a whole.</summary>
    public AggregateValue Read()
    {
        var place = tokens.Current.Place;
        try
        {
            return ReadMessage();
        }
        catch (ProtoSyntaxException e) when (!tokens.AtEnd)
        {
            tokens.Report(e.Message, e.Place);
            tokens.SkipBraces(_openBraces);
            return new AggregateValue([]) { Place = place };
        }
    }

    private AggregateValue ReadMessage()
    {
        var place = tokens.Current.Place;
        var close = tokens.IsAt("<") ? ">" : "}";
        Enter();
        Open(close == ">" ? "<" : "{");
        var fields = new List<AggregateField>();
        while (!tokens.IsAt(close))
        {
            fields.Add(ReadField());
            if (!tokens.TryTake(","))
                tokens.TryTake(";");
        }

        Close(close);
        _depth--;
        return new AggregateValue(fields) { Place = place };
    }

    private AggregateField ReadField()
    {
        var name = ReadName();
        var hasColon = tokens.TryTake(":");
        if (!hasColon && !IsAtMessage() && !tokens.IsAt("["))
            throw tokens.Expected($"\":\" after {name}");
        var value = tokens.IsAt("[") ? ReadList(hasColon) : ReadItem();
        return new AggregateField(name, value) { Place = name.Place };
    }

    private AggregateFieldName ReadName()
    {
        var place = tokens.Current.Place;
        if (!tokens.TryTake("["))
        {
            return new AggregateFieldName(AggregateNameKind.Plain, tokens.TakeWord("the name of a field"))
            {
                Place = place,
            };
        }

        var text = new StringBuilder();
        while (!tokens.IsAt("]"))
        {
            if (!IsAtNamePart())
                throw tokens.Expected("\"]\"");
            text.Append(tokens.TakeText());
        }

        var name = ToName(text.ToString()) ?? throw tokens.Expected($"a full name in the brackets, before \"]\"");
        tokens.Take("]");
        return name with { Place = place };
    }

    /// <summary>Characters of type URLs; a number stands here when a part of a host starts with a digit.</summary>
    private bool IsAtNamePart() =>
        tokens.Current.Kind is TokenKind.Identifier or TokenKind.Integer or TokenKind.Float
        || tokens.IsAt(".") || tokens.IsAt("/") || tokens.IsAt("-");

    private static AggregateFieldName? ToName(string text)
    {
        var slash = text.LastIndexOf('/');
        var name = text[(slash + 1)..];
        if (slash == 0 || !name.Split('.').All(IsIdentifier))
            return null;
        return slash < 0
            ? new AggregateFieldName(AggregateNameKind.Extension, name)
            : new AggregateFieldName(AggregateNameKind.Any, name, text[..slash]);
    }

    private static bool IsIdentifier(string word) =>
        word.Length > 0 && !char.IsAsciiDigit(word[0])
        && word.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    /// <summary>Without a colon before it a list holds messages only.</summary>
    private ListValue ReadList(bool hasColon)
    {
        var place = tokens.Current.Place;
        Enter();
        tokens.Take("[");
        var items = new List<OptionValue>();
        while (!tokens.IsAt("]"))
        {
            if (!hasColon && !IsAtMessage())
                throw tokens.Expected("a message, since no \":\" stands before the list");
            items.Add(ReadItem());
            if (!tokens.TryTake(","))
                break;
            if (tokens.IsAt("]"))
                throw tokens.Expected("a value after \",\"");
        }

        tokens.Take("]");
        _depth--;
        return new ListValue(items) { Place = place };
    }

    private OptionValue ReadItem() => IsAtMessage() ? ReadMessage() : _scalars.Read(AggregateWords.TextFormat);

    private bool IsAtMessage() => tokens.IsAt("{") || tokens.IsAt("<");

    private void Enter()
    {
        if (++_depth > ProtobufLimits.MaxAggregateDepth)
        {
            throw new ProtoSyntaxException(
                $"The value of an option is nested more than {ProtobufLimits.MaxAggregateDepth} levels deep",
                tokens.Current.Place);
        }
    }

    private void Open(string symbol)
    {
        tokens.Take(symbol);
        _openBraces += symbol == "{" ? 1 : 0;
    }

    private void Close(string symbol)
    {
        tokens.Take(symbol);
        _openBraces -= symbol == "}" ? 1 : 0;
    }
}
