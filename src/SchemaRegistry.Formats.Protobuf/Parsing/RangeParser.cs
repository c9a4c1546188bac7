using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>Reads <c>extensions</c> and <c>reserved</c>.</summary>
internal sealed class RangeParser(TokenReader tokens, OptionParser options, ProtoEdition edition)
{
    private bool IsEdition => edition >= ProtoEdition.Edition2023;

    public ExtensionsElement ReadExtensions()
    {
        var place = tokens.Current.Place;
        tokens.Take("extensions");
        var ranges = ReadRanges(RangeNumbers.Fields);
        var shared = options.ReadList();
        tokens.Take(";");
        return new ExtensionsElement(ranges, shared) { Place = place };
    }

    public ReservedElement ReadReserved(RangeNumbers numbers)
    {
        var place = tokens.Current.Place;
        tokens.Take("reserved");
        var reserved = tokens.Current.Kind is TokenKind.String or TokenKind.Identifier
            ? new ReservedElement([], ReadNames())
            : new ReservedElement(ReadRanges(numbers), []);
        tokens.Take(";");
        return reserved with { Place = place };
    }

    private List<ReservedName> ReadNames()
    {
        var isQuoted = tokens.IsAt(TokenKind.String);
        if (isQuoted == IsEdition)
        {
            tokens.Report(
                isQuoted
                    ? "Reserved names are identifiers in editions, not string literals"
                    : "Reserved names are string literals before edition 2023, not identifiers",
                tokens.Current.Place);
        }

        var names = new List<ReservedName>();
        do
        {
            var place = tokens.Current.Place;
            var name = isQuoted
                ? tokens.TakeString("a reserved name as a string literal")
                : tokens.TakeWord("a reserved name as an identifier");
            names.Add(new ReservedName(name, isQuoted) { Place = place });
        }
        while (tokens.TryTake(","));

        return names;
    }

    private List<NumberRange> ReadRanges(RangeNumbers numbers)
    {
        var ranges = new List<NumberRange>();
        do
        {
            ranges.Add(ReadRange(numbers));
        }
        while (tokens.TryTake(","));

        return ranges;
    }

    private NumberRange ReadRange(RangeNumbers numbers)
    {
        var place = tokens.Current.Place;
        var first = ReadNumber(numbers, "a number or a range of numbers");
        if (!tokens.TryTake("to"))
            return new NumberRange(first, first) { Place = place };
        if (tokens.TryTake("max"))
            return new NumberRange(first, NumberRange.Unbounded, IsToMax: true) { Place = place };
        return new NumberRange(first, ReadNumber(numbers, "a number or max")) { Place = place };
    }

    private int ReadNumber(RangeNumbers numbers, string what) =>
        numbers == RangeNumbers.Fields ? tokens.TakeInteger(what) : tokens.TakeSignedInteger(what);
}

/// <summary>What the numbers of a range are.</summary>
internal enum RangeNumbers
{
    Fields,

    /// <summary>Numbers of an enum, which may be negative.</summary>
    Constants,
}
