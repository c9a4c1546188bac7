using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

public sealed class VerdictTableTests
{
    [Fact]
    public void Every_verdict_of_the_reference_table_is_given()
    {
        var wrong = VerdictCase.ReadAll(SharedReference.PathOrSkip("conformance/given/avro.jsonl"))
            .Where(verdict => Run(verdict).IsCompatible != verdict.Compatible)
            .Select(verdict => verdict.Id);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_difference_that_a_case_of_the_reference_table_asserts_is_found()
    {
        var wrong = new List<string>();
        foreach (var verdict in VerdictCase.ReadAll(SharedReference.PathOrSkip("conformance/given/avro.jsonl")))
        {
            var found = Run(verdict).Incompatibilities.Select(reason => (reason.Rule, reason.Path)).Order();
            if (verdict.Changes is { } expected && !found.SequenceEqual(expected.Order()))
                wrong.Add($"{verdict.Id}: {string.Join(" ", found)} instead of {string.Join(" ", expected)}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_verdict_of_our_own_table_is_given()
    {
        var wrong = VerdictCase.ReadAll(Repository.File("schemas/compatibility/avro/rules.jsonl"))
            .Where(verdict =>
            {
                var report = Run(verdict);
                return report.IsCompatible != verdict.Compatible
                    || (!verdict.Compatible && !report.Incompatibilities.Any(reason => reason.Rule == (string)verdict.Json["rule"]!));
            })
            .Select(verdict => verdict.Id);

        Assert.Empty(wrong);
    }

    private static CompatibilityReport Run(VerdictCase verdict)
    {
        Assert.True(CompatibilityLevelNames.TryParse(verdict.Level, out var level));
        var earlier = verdict.Previous
            .Select((text, index) => new EarlierVersion(index + 1, Parse(text)))
            .ToList();

        return CompatibilityCheck.Run(
            AvroRules.Instance, Parse(verdict.Candidate), earlier, new CompatibilityRule(level));
    }

    private static ParsedSchema Parse(string text)
    {
        var result = AvroText.Read(text, SchemaParsing.Stored);
        Assert.True(result.TryGetSchema(out var schema, out var problems), $"{text}: {string.Join("; ", problems)}");
        return schema!;
    }
}
