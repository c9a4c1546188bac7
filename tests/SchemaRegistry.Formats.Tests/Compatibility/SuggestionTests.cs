using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Formats.Tests.Avro;

namespace SchemaRegistry.Formats.Tests.Compatibility;

/// <summary>Whatever a language proposes, only what was tried with success is told.</summary>
public sealed class SuggestionTests
{
    private const string Old = """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""";
    private const string New =
        """{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"b","type":"int"}]}""";

    private const string WithDefault =
        """{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"b","type":"int","default":0}]}""";

    [Fact]
    public void What_takes_the_finding_away_is_told() =>
        Assert.Equal("give a default", Suggest([new SchemaEdit("give a default", WithDefault)]));

    [Fact]
    public void The_first_that_helps_is_told() =>
        Assert.Equal("second", Suggest([new SchemaEdit("first", New), new SchemaEdit("second", Old), new SchemaEdit("third", Old)]));

    [Theory]
    [InlineData(New)]
    [InlineData("{")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"a","type":"string"}]}""")]
    public void What_does_not_help_or_breaks_something_else_is_not_told(string edited) =>
        Assert.Null(Suggest([new SchemaEdit("do", edited)]));

    [Fact]
    public void What_breaks_a_version_that_the_candidate_goes_with_is_not_told()
    {
        // The candidate reads a version that has b as an int; a b of strings would read the earlier one only.
        var edited = WithDefault.Replace("\"type\":\"int\",\"default\":0", "\"type\":\"string\",\"default\":\"\"", StringComparison.Ordinal);

        Assert.Equal("do", Suggest([new SchemaEdit("do", edited)]));
        Assert.Null(Suggest([new SchemaEdit("do", edited)], AvroText.Parse(New)));
    }

    [Fact]
    public void Not_more_than_three_are_tried() =>
        Assert.Null(Suggest([.. Enumerable.Repeat(new SchemaEdit("no", New), 3), new SchemaEdit("do", WithDefault)]));

    private static string? Suggest(IReadOnlyList<SchemaEdit> edits, params ParsedSchema[] others)
    {
        var rule = new CompatibilityRule(CompatibilityLevel.BackwardTransitive);
        var dispute = new CompatibilityDispute(Side(New), Side(Old), Version: 1, rule) 
        {
            Others = [.. others.Select(other => new EarlierVersion(2, other))],
        };
        var found = IncompatibilityExplanation.Run(
            new SchemaLanguage(AvroFormat.Instance, new Proposing(edits)), dispute);
        return Assert.Single(found).Suggestion;
    }

    private static ComparedSide Side(string text) => new(AvroText.Parse(text), text, ReferenceSet.Empty);

    /// <summary>The rules of Avro with proposals of the test.</summary>
    private sealed class Proposing(IReadOnlyList<SchemaEdit> edits) : ICompatibilityRules
    {
        public SchemaType Type => SchemaType.Avro;

        public IReadOnlyList<Incompatibility> FindIncompatibilities(
            ParsedSchema reader, ParsedSchema writer, ComparisonOptions options) =>
            AvroRules.Instance.FindIncompatibilities(reader, writer, options);

        public ChangeList FindChanges(ParsedSchema old, ParsedSchema updated) =>
            AvroRules.Instance.FindChanges(old, updated);

        public IReadOnlyList<LocatedIncompatibility> Locate(
            ComparedSide reader, ComparedSide writer, ComparisonOptions options) =>
            AvroRules.Instance.Locate(reader, writer, options);

        public IReadOnlyList<SchemaEdit> ProposeEdits(
            LocatedIncompatibility finding, ComparedSide reader, ComparedSide writer, bool editsReader) => edits;

        public Witness? FindWitness(
            LocatedIncompatibility finding, ParsedSchema reader, ParsedSchema writer, WitnessBudget budget) => null;
    }
}
