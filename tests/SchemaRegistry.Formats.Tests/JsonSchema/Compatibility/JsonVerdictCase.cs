using System.Text.Json.Nodes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.References;

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

    public JsonSchemaParsedSchema Candidate =>
        Parse((string)Json["candidate"]!, Json["references"]?["candidate"]?.AsArray());

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<JsonSchemaParsedSchema> Previous =>
    [
        .. Json["previous"]!.AsArray().Select(
            (text, index) => Parse((string)text!, Json["references"]?["previous"]?[index]?.AsArray())),
    ];

    public static IEnumerable<JsonVerdictCase> ReadAll(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0).Select(
            line => new JsonVerdictCase(JsonNode.Parse(line)!.AsObject()));

    public CompatibilityReport Run() =>
        CompatibilityCheck.Run(
            JsonSchemaRules.Instance,
            Candidate,
            [.. Previous.Select((schema, index) => new EarlierVersion(index + 1, schema))],
            Rule);

    private static JsonSchemaParsedSchema Parse(string text, JsonArray? references)
    {
        var resolved = references?.Select(
            reference => new ResolvedReference((string)reference!["name"]!, (string)reference["schema"]!));
        return Schemas.Parse(text, new ReferenceSet([.. resolved ?? []]));
    }
}
