using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Compatibility;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

/// <summary>Proposals for every finding of the tables, whichever of the two schemas may be edited.</summary>
public sealed class ProposalTableTests
{
    /// <summary>
    /// Findings that no edit of the one schema takes away, by the reason; all others have a proposal that does.
    /// </summary>
    private static readonly Dictionary<string, Predicate<Proposals>> WithoutAny = new()
    {
        ["the difference is in the text of a reference, which is edited under its own subject"] =
            proposals => proposals.Edited.Reference is not null,
        ["a required field can not stand in a oneof"] = proposals =>
            proposals is { Rule: "FIELD_MOVED_TO_EXISTING_ONEOF", EditsReader: false }
            && proposals.Pair.Writer.Text.Contains("required", StringComparison.Ordinal),
        ["the message is used by a field that the reader wants, which is another finding"] = proposals =>
            proposals is { Rule: "MESSAGE_REMOVED", EditsReader: false }
            && proposals.Pair.Writer.Text.Contains($"required {LastName(proposals)} ", StringComparison.Ordinal),
    };

    [Fact]
    public void Every_proposal_is_a_schema()
    {
        var wrong = ReadAll().SelectMany(proposals => proposals.Edits.Where(edit => !IsSchema(proposals, edit)));

        Assert.Empty(wrong.Select(edit => $"{edit.Suggestion}\n{edit.Text}"));
    }

    [Fact]
    public void A_finding_has_a_proposal_that_takes_it_away_and_brings_no_other()
    {
        var wrong = ReadAll()
            .Where(proposals => !WithoutAny.Values.Any(isWithout => isWithout(proposals)))
            .Where(proposals => !proposals.Edits.Any(edit => Solves(proposals, edit)))
            .Select(proposals => $"{proposals.Pair.Id} {proposals.Rule} {proposals.EditsReader}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_proposal_rarely_fails()
    {
        var all = ReadAll().SelectMany(proposals => proposals.Edits.Select(edit => (proposals, edit))).ToList();

        var failed = all.Count(one => !Solves(one.proposals, one.edit));

        Assert.True(failed * 100 <= all.Count, $"{failed} of {all.Count}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Each_reason_for_having_no_proposal_is_met(int reason)
    {
        var isWithout = WithoutAny.Values.ElementAt(reason);

        Assert.Contains(ReadAll(), proposals => isWithout(proposals) && !proposals.Edits.Any(
            edit => Solves(proposals, edit)));
    }

    private static IEnumerable<Proposals> ReadAll() =>
        from pair in TablePair.ReadAll()
        from finding in pair.Locate()
        from editsReader in (bool[])[true, false]
        select new Proposals(
            pair,
            finding,
            editsReader,
            ProtobufRules.Instance.ProposeEdits(finding, pair.Reader, pair.Writer, editsReader));

    private static string LastName(Proposals proposals) => proposals.Finding.Finding.Path.Split('/')[^1];

    private static bool IsSchema(Proposals proposals, SchemaEdit edit) => Read(proposals, edit) is not null;

    private static bool Solves(Proposals proposals, SchemaEdit edit)
    {
        var edited = Read(proposals, edit)!;
        var pair = proposals.Pair;
        var after = ProtobufRules.Instance.FindIncompatibilities(
            proposals.EditsReader ? edited : pair.Reader.Schema,
            proposals.EditsReader ? pair.Writer.Schema : edited,
            ComparisonOptions.Default);
        var before = pair.Locate().Select(found => Key(found.Finding)).ToHashSet();
        return after.Select(Key).All(before.Contains) && !after.Select(Key).Contains(Key(proposals.Finding.Finding));
    }

    private static ParsedSchema? Read(Proposals proposals, SchemaEdit edit)
    {
        var side = proposals.EditsReader ? proposals.Pair.Reader : proposals.Pair.Writer;
        var read = ProtobufText.Read(edit.Text, SchemaParsing.Stored, [.. side.References.Resolved]);
        return read.TryGetSchema(out var schema, out _) ? schema : null;
    }

    private static string Key(Incompatibility finding) => $"{finding.Rule} {finding.Path}";

    private sealed record Proposals(
        TablePair Pair, LocatedIncompatibility Finding, bool EditsReader, IReadOnlyList<SchemaEdit> Edits)
    {
        public string Rule => Finding.Finding.Rule;

        public SchemaSpot Edited => EditsReader ? Finding.Reader : Finding.Writer;
    }
}
