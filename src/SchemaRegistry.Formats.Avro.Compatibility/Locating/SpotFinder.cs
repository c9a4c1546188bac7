using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility.Locating;

/// <summary>The spots of findings in the texts of both sides. One object serves one comparison.</summary>
internal sealed class SpotFinder(SideSource reader, SideSource writer)
{
    private static readonly SchemaSpot Nowhere = new("");

    private readonly Dictionary<AvroMismatch, LocatedIncompatibility> _located = [];
    private readonly Dictionary<AvroJson, string> _shown = [];

    public static SpotFinder For(ComparedSide reader, ComparedSide writer) =>
        new(SideSource.Read(reader, PairSide.Reader), SideSource.Read(writer, PairSide.Writer));

    /// <summary>A finding that is repeated is located once.</summary>
    public LocatedIncompatibility Locate(AvroMismatch mismatch)
    {
        if (!_located.TryGetValue(mismatch, out var located))
        {
            located = new(mismatch.ToFinding(), FindInReader(mismatch), FindInWriter(mismatch));
            _located.Add(mismatch, located);
        }

        return located;
    }

    /// <summary>A finding about the schemas as a whole.</summary>
    public LocatedIncompatibility LocateWhole(Incompatibility finding) =>
        new(finding, ToSpot(reader.Root), ToSpot(writer.Root));

    private SchemaSpot FindInReader(AvroMismatch mismatch)
    {
        var (pair, definition) = (mismatch.Pair, reader.DefinitionOf(mismatch.Pair.Reader));
        return mismatch.Rule switch
        {
            AvroRule.NameMismatch => ToSpot(definition?.Member("name")),
            AvroRule.FixedSizeMismatch => ToSpot(definition?.Member("size")),
            AvroRule.MissingEnumSymbols => ToGap(definition?.Member("symbols")),
            AvroRule.MissingDefault or AvroRule.AmbiguousField =>
                ToSpot(definition?.Member("fields")?.Item(mismatch.Field!.Position)),
            AvroRule.MissingBranch or AvroRule.MissingBranchOfUnion when BranchMeant.Find(pair) is { } meant =>
                ToSpot(reader.UseOf(pair)?.Item(meant)),
            AvroRule.MissingBranch or AvroRule.MissingBranchOfUnion => ToGap(reader.UseOf(pair)),
            _ => ToSpot(reader.UseOf(pair)),
        };
    }

    private SchemaSpot FindInWriter(AvroMismatch mismatch)
    {
        var (pair, definition) = (mismatch.Pair, writer.DefinitionOf(mismatch.Pair.Writer));
        return mismatch.Rule switch
        {
            AvroRule.NameMismatch => ToSpot(definition?.Member("name")),
            AvroRule.FixedSizeMismatch => ToSpot(definition?.Member("size")),
            AvroRule.MissingEnumSymbols => ToSpot(SymbolsOf(mismatch, definition)),
            AvroRule.MissingDefault => ToGap(definition?.Member("fields")),
            AvroRule.AmbiguousField => ToSpot(FirstWritten(mismatch, definition)),
            _ => ToSpot(writer.UseOf(pair)),
        };
    }

    /// <summary>The symbol, when only one is missing.</summary>
    private static SourcePlace? SymbolsOf(AvroMismatch mismatch, SourcePlace? definition) =>
        mismatch.MissingSymbols() is [var symbol] && mismatch.Pair.Writer is EnumSchema symbols
            ? definition?.Member("symbols")?.Item(symbols.IndexOf(symbol)!.Value)
            : definition?.Member("symbols");

    /// <summary>Of the fields that the reader's field could mean, the one that has its name or first alias.</summary>
    private static SourcePlace? FirstWritten(AvroMismatch mismatch, SourcePlace? definition)
    {
        var written = (RecordSchema)mismatch.Pair.Writer;
        var field = mismatch.Field!.Aliases.Prepend(mismatch.Field.Name)
            .Select(written.Field)
            .First(found => found is not null);
        return definition?.Member("fields")?.Item(field!.Position);
    }

    private SchemaSpot ToSpot(SourcePlace? place) =>
        place is null ? Nowhere : ToGap(place) with { Value = Show(place) };

    /// <summary>Different findings may be about one value, which may begin with a long string.</summary>
    private string Show(SourcePlace place)
    {
        if (!_shown.TryGetValue(place.Json, out var shown))
            _shown.Add(place.Json, shown = ShortJson.Of(place));
        return shown;
    }

    /// <summary>The place of what is not there: that of the thing around it.</summary>
    private static SchemaSpot ToGap(SourcePlace? place)
    {
        if (place is null)
            return Nowhere;
        var spot = new SchemaSpot(place.Path.ToString());
        if (place.Text.Reference is { } reference)
            return spot with { Reference = reference };
        var (line, column) = place.Text.Lines.Find(place.Json.Position);
        return spot with { Line = line, Column = column };
    }
}
