using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

public sealed class VerdictTableTests
{
    private const string Table = "conformance/given/json.jsonl";
    private const string OwnTable = "schemas/compatibility/jsonschema/rules.jsonl";

    [Fact]
    public void Every_verdict_of_the_reference_table_is_given()
    {
        var wrong = JsonVerdictCase.ReadAll(SharedReference.PathOrSkip(Table))
            .Where(verdict => verdict.Run().IsCompatible != verdict.Compatible)
            .Select(verdict => verdict.Id);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_change_that_a_case_of_the_reference_table_asserts_is_found()
    {
        var wrong = new List<string>();
        foreach (var verdict in JsonVerdictCase.ReadAll(SharedReference.PathOrSkip(Table)))
        {
            if (!verdict.AreChangesAsserted)
                continue;
            var found = Changes(verdict);
            if (!found.Order().SequenceEqual(verdict.Changes.Order()))
                wrong.Add($"{verdict.Id}: {string.Join(" ", found)} instead of {string.Join(" ", verdict.Changes)}");
        }

        Assert.Empty(wrong);
    }

    /// <summary>A model of the rules made these; its paths of recursive schemas mean nothing.</summary>
    [Fact]
    public void Every_case_of_the_reference_table_has_the_types_of_changes_that_a_model_foretells()
    {
        var wrong = new List<string>();
        foreach (var verdict in JsonVerdictCase.ReadAll(SharedReference.PathOrSkip(Table)))
        {
            var found = Changes(verdict).Select(change => change.Type).Distinct().Order();
            if (!found.SequenceEqual(verdict.Changes.Select(change => change.Type).Distinct().Order()))
                wrong.Add($"{verdict.Id}: {string.Join(" ", Changes(verdict))} instead of {string.Join(" ", verdict.Changes)}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_verdict_and_every_change_of_our_own_table_is_given()
    {
        var wrong = new List<string>();
        foreach (var verdict in JsonVerdictCase.ReadAll(Repository.File(OwnTable)))
        {
            var found = Changes(verdict).Order().ToList();
            if (verdict.Run().IsCompatible != verdict.Compatible || !found.SequenceEqual(verdict.Changes.Order()))
                wrong.Add($"{verdict.Id}: {string.Join(" ", found)} instead of {string.Join(" ", verdict.Changes)}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Our_own_table_has_a_case_for_every_type_of_difference()
    {
        var types = JsonVerdictCase.ReadAll(Repository.File(OwnTable))
            .SelectMany(verdict => verdict.Changes)
            .Select(change => change.Type)
            .ToHashSet();

        Assert.Equal(Enum.GetValues<DifferenceType>().Select(DifferenceMessage.NameOf).Order(), types.Order());
    }

    private static List<(string Type, string Path)> Changes(JsonVerdictCase verdict)
    {
        var changes = new List<(string Type, string Path)>();
        var level = verdict.Rule.Level;
        var policy = verdict.Rule.Comparison.Policy;
        var previous = Assert.Single(verdict.Previous);
        if (level is CompatibilityLevel.Forward or CompatibilityLevel.Full)
            changes.AddRange(Schemas.Differences(verdict.Candidate, previous, policy));
        if (level is CompatibilityLevel.Backward or CompatibilityLevel.Full)
            changes.AddRange(Schemas.Differences(previous, verdict.Candidate, policy));
        return changes;
    }
}
