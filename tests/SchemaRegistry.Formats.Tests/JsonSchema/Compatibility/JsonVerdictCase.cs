using System.Text.Json.Nodes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.References;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

/// <summary>One line of a verdict table about JSON Schema.</summary>
public sealed record JsonVerdictCase(JsonObject Json)
{
    public string Id => (string)Json["id"]!;

    /// <summary>What the case shows, or null in the reference table.</summary>
    public string? RuleName => (string?)Json["rule"];

    public bool Compatible => (bool)Json["compatible"]!;

    /// <summary>Whether the origin of the case asserts all changes, rather than a model of the rules.</summary>
    public bool AreChangesAsserted => (string?)Json["changesFrom"] == "source";

    /// <summary>In the order of the table, which means nothing.</summary>
    public IReadOnlyList<(string Type, string Path)> Changes =>
        [.. Json["changes"]!.AsArray().Select(change => ((string)change!["type"]!, (string)change["path"]!))];

    public CompatibilityRule Rule
    {
        get
        {
            Assert.True(CompatibilityLevelNames.TryParse((string)Json["level"]!, out var level));
            var policy = CompatibilityPolicy.Strict;
            if ((string?)Json["policy"] is { } name)
                Assert.True(CompatibilityPolicyNames.TryParse(name, out policy));
            return new CompatibilityRule(level) { Comparison = new ComparisonOptions(policy) };
        }
    }

    public JsonSchemaParsedSchema Candidate => (JsonSchemaParsedSchema)CandidateSide.Schema;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<JsonSchemaParsedSchema> Previous =>
        [.. PreviousSides.Select(side => (JsonSchemaParsedSchema)side.Schema)];

    public ComparedSide CandidateSide =>
        Read((string)Json["candidate"]!, Json["references"]?["candidate"]?.AsArray());

    public IReadOnlyList<ComparedSide> PreviousSides =>
    [
        .. Json["previous"]!.AsArray().Select(
            (text, index) => Read((string)text!, Json["references"]?["previous"]?[index]?.AsArray())),
    ];

    /// <summary>All that the levels compare, reader first.</summary>
    public IEnumerable<(ComparedSide Reader, ComparedSide Writer)> Comparisons
    {
        get
        {
            var level = (string)Json["level"]!;
            var isTransitive = level.EndsWith("_TRANSITIVE", StringComparison.Ordinal);
            foreach (var previous in PreviousSides.TakeLast(isTransitive ? int.MaxValue : level == "NONE" ? 0 : 1))
            {
                if (!level.StartsWith("BACKWARD", StringComparison.Ordinal))
                    yield return (previous, CandidateSide);
                if (!level.StartsWith("FORWARD", StringComparison.Ordinal))
                    yield return (CandidateSide, previous);
            }
        }
    }

    /// <summary>Whether a payload can show each finding of the case.</summary>
    public bool HasWitness => (bool?)Json["witness"] ?? true;

    public IEnumerable<(LocatedIncompatibility Finding, ComparedSide Reader, ComparedSide Writer)> Findings() =>
        from sides in Comparisons
        from finding in JsonSchemaRules.Instance.Locate(sides.Reader, sides.Writer, Rule.Comparison)
        select (finding, sides.Reader, sides.Writer);

    /// <summary>The reference table; skips the test where it is not there.</summary>
    public static IEnumerable<JsonVerdictCase> Reference() =>
        ReadAll(SharedReference.PathOrSkip("conformance/given/json.jsonl"));

    public static IEnumerable<JsonVerdictCase> Own() =>
        ReadAll(Repository.File("schemas/compatibility/jsonschema/rules.jsonl"));

    public static IEnumerable<(ComparedSide Reader, ComparedSide Writer, ComparisonOptions Options)> AllComparisons() =>
        from verdict in Reference().Concat(Own())
        from sides in verdict.Comparisons
        select (sides.Reader, sides.Writer, verdict.Rule.Comparison);

    public static IEnumerable<JsonVerdictCase> ReadAll(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0).Select(
            line => new JsonVerdictCase(JsonNode.Parse(line)!.AsObject()));

    public CompatibilityReport Run() =>
        CompatibilityCheck.Run(
            JsonSchemaRules.Instance,
            Candidate,
            [.. Previous.Select((schema, index) => new EarlierVersion(index + 1, schema))],
            Rule);

    private static ComparedSide Read(string text, JsonArray? references)
    {
        var resolved = references?.Select(
            reference => new ResolvedReference((string)reference!["name"]!, (string)reference["schema"]!));
        var closed = new ReferenceSet([.. resolved ?? []]);
        return new ComparedSide(Schemas.Parse(text, closed), text, closed);
    }
}
