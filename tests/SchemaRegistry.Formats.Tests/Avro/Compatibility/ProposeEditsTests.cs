using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>What a person is told to write, and that it helps.</summary>
public sealed class ProposeEditsTests
{
    [Theory]
    [InlineData(VerdictTable.Reference)]
    [InlineData(VerdictTable.Own)]
    internal void Every_proposal_for_the_tables_is_a_schema(VerdictTable table)
    {
        var findings = Findings(table);

        var wrong = findings
            .SelectMany(finding => finding.Edits().Where(edit => !finding.IsSchema(edit)).Select(edit => $"{finding}: {edit}"));

        Assert.NotEmpty(findings);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(VerdictTable.Reference)]
    [InlineData(VerdictTable.Own)]
    internal void Every_finding_of_the_tables_has_a_proposal_that_takes_it_away_and_adds_none(VerdictTable table)
    {
        var findings = Findings(table);

        var helpless = findings
            .Where(finding => !finding.Edits().Any(finding.IsMendedBy))
            .Select(finding => finding.ToString())
            .ToList();

        Assert.Empty(helpless);
    }

    private static IReadOnlyList<EditCase> Findings(VerdictTable table) =>
    [
        .. VerdictPair.All(table).SelectMany(pair => Sides.Locate(pair.Reader, pair.Writer)
            .SelectMany(found => new[]
            {
                new EditCase(pair, found, EditsReader: true), new EditCase(pair, found, EditsReader: false),
            })),
    ];
}
