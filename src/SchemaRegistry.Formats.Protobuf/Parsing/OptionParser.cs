using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>Reads options: statements, and lists in brackets.</summary>
internal sealed class OptionParser(TokenReader tokens)
{
    private readonly ScalarParser _scalars = new(tokens);

    /// <summary><c>option name = value;</c></summary>
    public OptionElement ReadStatement()
    {
        tokens.Take("option");
        var option = Read();
        tokens.Take(";");
        return option;
    }

    /// <summary><c>[name = value, …]</c>, or nothing.</summary>
    public IReadOnlyList<OptionElement> ReadList()
    {
        if (!tokens.TryTake("["))
            return [];
        var options = new List<OptionElement>();
        do
        {
            options.Add(Read());
        }
        while (tokens.TryTake(","));

        tokens.Take("]");
        return options;
    }

    /// <summary>
    /// The same for a field, where <c>default</c> and <c>json_name</c> may be given once and the latter is a string.
    /// </summary>
    public IReadOnlyList<OptionElement> ReadFieldList()
    {
        var options = ReadList();
        if (options.Count == 0)
            return options;
        CheckOnce(options, "default");
        CheckOnce(options, "json_name");
        foreach (var option in options)
        {
            if (option.IsNamed("json_name") && option.Value is not StringValue)
                tokens.Report("Expected a string literal for json_name", option.Value.Place);
        }

        return options;
    }

    private void CheckOnce(IReadOnlyList<OptionElement> options, string word)
    {
        foreach (var repeated in options.Where(option => option.IsNamed(word)).Skip(1))
            tokens.Report($"The option {word} is set already", repeated.Place);
    }

    private OptionElement Read()
    {
        var place = tokens.Current.Place;
        var name = new List<OptionNamePart>();
        do
        {
            if (name.Count == ProtobufLimits.MaxAggregateDepth)
                throw tokens.Expected($"a name of at most {ProtobufLimits.MaxAggregateDepth} parts");
            name.Add(ReadNamePart());
        }
        while (tokens.TryTake("."));

        tokens.Take("=");
        return new OptionElement(name, ReadValue(name.Count)) { Place = place };
    }

    private OptionNamePart ReadNamePart()
    {
        var place = tokens.Current.Place;
        if (!tokens.TryTake("("))
            return new OptionNamePart(tokens.TakeWord("the name of an option"), IsExtension: false) { Place = place };
        var name = tokens.TakeDottedName("the name of an extension", mayStartWithDot: true);
        tokens.Take(")");
        return new OptionNamePart(name, IsExtension: true) { Place = place };
    }

    /// <summary>Each part of the name after the first is a level of nesting, as a brace would be.</summary>
    private OptionValue ReadValue(int nameParts) =>
        tokens.IsAt("{") ? new AggregateParser(tokens, nameParts - 1).Read() : _scalars.Read(AggregateWords.None);
}
