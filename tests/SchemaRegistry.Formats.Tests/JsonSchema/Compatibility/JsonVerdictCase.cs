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
            var name = Rule.Level.ToString();
            foreach (var previous in PreviousSides)
            {
                if (name.StartsWith("Forward", StringComparison.Ordinal) || name.StartsWith("Full", StringComparison.Ordinal))
                    yield return (previous, CandidateSide);
                if (!name.StartsWith("Forward", StringComparison.Ordinal))
                    yield return (CandidateSide, previous);
            }
        }
    }

    /// <summary>Of the reference table, where it is there, and of our own.</summary>
    public static IEnumerable<(ComparedSide Reader, ComparedSide Writer, ComparisonOptions Options)> AllComparisons() =>
        from verdict in ReadAll(SharedReference.PathOrSkip("conformance/given/json.jsonl"))
            .Concat(ReadAll(Repository.File("schemas/compatibility/jsonschema/rules.jsonl")))
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
