using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Compatibility;
using SchemaRegistry.Formats.Tests.Avro.Compatibility;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

public sealed class VerdictTableTests
{
    private const string Table = "conformance/given/protobuf.jsonl";
    private const string Own = "schemas/compatibility/protobuf/rules.jsonl";

    [Fact]
    public void Every_verdict_of_the_reference_table_is_given()
    {
        var wrong = VerdictCase.ReadAll(SharedReference.PathOrSkip(Table))
            .Where(verdict => Run(verdict).IsCompatible != verdict.Compatible)
            .Select(verdict => verdict.Id);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_difference_that_a_case_of_the_reference_table_asserts_is_found()
    {
        var wrong = new List<string>();
        foreach (var verdict in VerdictCase.ReadAll(SharedReference.PathOrSkip(Table)))
        {
            if (verdict.Changes is not { } expected)
                continue;
            var found = FindDifferences(verdict).Order();
            if (!found.SequenceEqual(expected.Order()))
                wrong.Add($"{verdict.Id}: {string.Join(" ", found)} instead of {string.Join(" ", expected)}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_verdict_of_our_own_table_is_given()
    {
        var wrong = VerdictCase.ReadAll(Repository.File(Own))
            .Where(verdict => !IsGiven(verdict, Run(verdict)))
            .Select(verdict => verdict.Id);

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("BACKWARD")]
    [InlineData("FORWARD")]
    public void Our_own_table_has_every_rule_in_both_directions(string level)
    {
        var rules = Enum.GetValues<DifferenceKind>()
            .Where(kind => !kind.IsCompatible())
            .Select(kind => kind.ToName());

        var shown = VerdictCase.ReadAll(Repository.File(Own))
            .Where(verdict => verdict.Level == level && !verdict.Compatible)
            .Select(verdict => (string)verdict.Json["rule"]!);

        Assert.Empty(rules.Except(shown));
    }

    /// <summary>A case that is incompatible is so by its rule alone, and at its path.</summary>
    private static bool IsGiven(VerdictCase verdict, CompatibilityReport report) =>
        report.IsCompatible == verdict.Compatible
        && (verdict.Compatible
            || (report.Incompatibilities.All(reason => reason.Rule == (string)verdict.Json["rule"]!)
                && report.Incompatibilities.Any(reason => reason.Path == (string)verdict.Json["path"]!)));

    private static CompatibilityReport Run(VerdictCase verdict)
    {
        Assert.True(CompatibilityLevelNames.TryParse(verdict.Level, out var level));
        var earlier = Previous(verdict)
            .Select((schema, index) => new EarlierVersion(index + 1, schema))
            .ToList();

        return CompatibilityCheck.Run(
            ProtobufRules.Instance, Candidate(verdict), earlier, new CompatibilityRule(level));
    }

    /// <summary>The cases that list all differences look at one version, and the candidate as its reader.</summary>
    private static IEnumerable<(string Type, string Path)> FindDifferences(VerdictCase verdict) =>
        SchemaComparison.Compare(
            Previous(verdict).Single().Resolved, Candidate(verdict).Resolved, new StepBudget(long.MaxValue))
            .Select(difference => (difference.Kind.ToName(), difference.Path));

    private static IEnumerable<ProtobufSchema> Previous(VerdictCase verdict) =>
        verdict.Previous.Select((text, index) =>
            ProtobufText.Parse(text, TablePair.References(verdict.Json["references"]?["previous"]?[index])));

    private static ProtobufSchema Candidate(VerdictCase verdict) =>
        ProtobufText.Parse(verdict.Candidate, TablePair.References(verdict.Json["references"]?["candidate"]));
}
