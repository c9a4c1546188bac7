using SchemaRegistry.Formats.Avro.Compatibility.Changes;
using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Compatibility.Edits;
using SchemaRegistry.Formats.Avro.Compatibility.Locating;
using SchemaRegistry.Formats.Avro.Compatibility.Witnesses;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility;

/// <summary>The rules of Avro, the same under every policy.</summary>
public sealed class AvroRules : ICompatibilityRules
{
    public static readonly AvroRules Instance = new();

    private const string RootPath = "/";

    private AvroRules()
    {
    }

    public SchemaType Type => SchemaType.Avro;

    public IReadOnlyList<Incompatibility> FindIncompatibilities(
        ParsedSchema reader, ParsedSchema writer, ComparisonOptions options)
    {
        try
        {
            var found = AvroCompatibility.Find(Root(reader), Root(writer), options);
            return found.Count == 0 ? [] : [.. found.Told().Select(mismatch => mismatch.ToFinding())];
        }
        catch (TooComplexException e)
        {
            return e.ToFindings(RootPath);
        }
    }

    public ChangeList FindChanges(ParsedSchema old, ParsedSchema updated) => AvroChanges.Find(Root(old), Root(updated));

    public IReadOnlyList<LocatedIncompatibility> Locate(
        ComparedSide reader, ComparedSide writer, ComparisonOptions options)
    {
        try
        {
            var found = AvroCompatibility.Find(Root(reader.Schema), Root(writer.Schema), options);
            if (found.Count == 0)
                return [];
            var finder = SpotFinder.For(reader, writer);
            return [.. found.Told().Select(finder.Locate)];
        }
        catch (TooComplexException e)
        {
            return [.. e.ToFindings(RootPath).Select(SpotFinder.For(reader, writer).LocateWhole)];
        }
    }

    public IReadOnlyList<SchemaEdit> ProposeEdits(
        LocatedIncompatibility finding, ComparedSide reader, ComparedSide writer, bool editsReader)
    {
        if (!EditProposer.IsShort(reader) || !EditProposer.IsShort(writer))
            return [];
        try
        {
            var finder = SpotFinder.For(reader, writer);
            return AvroCompatibility.Find(Root(reader.Schema), Root(writer.Schema), finding.Comparison)
                .Distinct()
                .Told()
                .FirstOrDefault(mismatch => IsSame(mismatch.ToFinding(), finding.Finding)
                    && IsSame(finder.Locate(mismatch), finding)) is { } found
                    ? EditProposer.Propose(
                        found, editsReader ? reader : writer, editsReader ? PairSide.Reader : PairSide.Writer)
                    : [];
        }
        catch (TooComplexException)
        {
            return [];
        }
    }

    public Witness? FindWitness(
        LocatedIncompatibility finding, ParsedSchema reader, ParsedSchema writer, WitnessBudget budget)
    {
        try
        {
            var search = new WitnessSearch(Root(reader), Root(writer), budget);

            // A pair's findings are repeated, the same objects, at each use of it.
            return AvroCompatibility.Find(Root(reader), Root(writer), finding.Comparison)
                .Distinct()
                .Told()
                .Where(mismatch => IsSame(mismatch.ToFinding(), finding.Finding))
                .Select(search.Find)
                .FirstOrDefault(witness => witness is not null);
        }
        catch (TooComplexException)
        {
            return null;
        }
    }

    private static bool IsSame(LocatedIncompatibility one, LocatedIncompatibility other) =>
        one.Reader == other.Reader && one.Writer == other.Writer;

    private static bool IsSame(Incompatibility one, Incompatibility other) =>
        one.Rule == other.Rule
        && one.Path == other.Path
        && one.MessageParts.SequenceEqual(other.MessageParts);

    private static AvroSchema Root(ParsedSchema schema) => ((AvroParsedSchema)schema).Root;
}
