using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

public sealed class VerdictTableTests
{
    [Fact]
    public void Every_verdict_of_the_reference_table_is_given()
    {
        var wrong = JsonVerdictCase.Reference()
            .Where(verdict => verdict.Run().IsCompatible != verdict.Compatible)
            .Select(verdict => verdict.Id);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_change_that_a_case_of_the_reference_table_asserts_is_found()
    {
        var wrong = new List<string>();
        foreach (var verdict in JsonVerdictCase.Reference())
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
        foreach (var verdict in JsonVerdictCase.Reference())
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
        foreach (var verdict in JsonVerdictCase.Own())
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
        var types = JsonVerdictCase.Own()
            .SelectMany(verdict => verdict.Changes)
            .Select(change => change.Type)
            .ToHashSet();

        Assert.Equal(Enum.GetValues<DifferenceType>().Select(DifferenceMessage.NameOf).Order(), types.Order());
    }

    [Theory]
    [InlineData("BACKWARD")]
    [InlineData("FORWARD")]
    public void Our_own_table_has_an_incompatible_case_for_every_rule_in_each_direction(string level)
    {
        var rules = JsonVerdictCase.Own()
            .Where(verdict => !verdict.Compatible && (string?)verdict.Json["level"] == level)
            .Select(verdict => verdict.RuleName);
        var incompatible = Enum.GetValues<DifferenceType>()
            .Where(type => !type.IsCompatible(CompatibilityPolicy.Strict))
            .Select(DifferenceMessage.NameOf);

        Assert.Empty(incompatible.Except(rules));
    }

    [Fact]
    public void Every_incompatible_case_of_our_own_is_found_by_its_rule_at_its_path()
    {
        var wrong = JsonVerdictCase.Own()
            .Where(verdict => !verdict.Compatible)
            .Where(verdict => !verdict.Run().Incompatibilities.Any(found =>
                found.Rule == verdict.RuleName && verdict.Changes.Contains((found.Rule, found.Path))))
            .Select(verdict => verdict.Id);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Our_own_table_has_cases_of_every_level_and_each_line_its_rule_and_its_own_number()
    {
        var cases = JsonVerdictCase.Own().ToList();

        Assert.Equal(
            Enum.GetValues<CompatibilityLevel>(), cases.Select(verdict => verdict.Rule.Level).Distinct().Order());
        Assert.All(cases, verdict => Assert.NotNull(verdict.RuleName));
        Assert.Equal(cases.Count, cases.Select(verdict => verdict.Id).Distinct().Count());
    }

    private static List<(string Type, string Path)> Changes(JsonVerdictCase verdict) =>
    [
        .. verdict.Comparisons.SelectMany(sides => Schemas.Differences(
            (JsonSchemaParsedSchema)sides.Writer.Schema,
            (JsonSchemaParsedSchema)sides.Reader.Schema,
            verdict.Rule.Comparison.Policy)),
    ];
}
