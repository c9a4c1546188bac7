using System.Text.RegularExpressions;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

/// <summary>The page about the rules says all that the rules and the cases do.</summary>
public sealed partial class RulesPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("docs/compatibility/jsonschema.md"));

    [Fact]
    public void The_page_tells_of_every_rule_that_makes_a_pair_incompatible()
    {
        var rules = Enum.GetValues<DifferenceType>()
            .Where(type => !type.IsCompatible(CompatibilityPolicy.Strict))
            .Select(DifferenceMessage.NameOf);

        Assert.All(rules, rule => Assert.Contains($"`{rule}`", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_names_every_case_that_is_looser_or_stricter_than_the_codec_and_no_other()
    {
        var named = CaseRange().Replace(Page, Expand);
        var expected = JsonVerdictCase.Own()
            .Where(verdict => verdict.Json["looser"] is not null || !verdict.HasWitness)
            .Select(verdict => verdict.Id);

        Assert.Equal(expected.Order(), CaseId().Matches(named).Select(match => match.Value).Distinct().Order());
    }

    private static string Expand(Match range)
    {
        var (from, to) = (int.Parse(range.Groups[1].ValueSpan), int.Parse(range.Groups[2].ValueSpan));
        return string.Join(' ', Enumerable.Range(from, to - from + 1).Select(number => $"json-{number:000}"));
    }

    [GeneratedRegex("`json-(\\d+)` to `json-(\\d+)`")]
    private static partial Regex CaseRange();

    [GeneratedRegex("json-\\d+")]
    private static partial Regex CaseId();
}
