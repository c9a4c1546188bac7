using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

/// <summary>Reads schemas and compares them. Differences are written as the tables do: <c>TYPE at path</c>.</summary>
internal static class Schemas
{
    public static JsonSchemaParsedSchema Parse(string text, ReferenceSet? references = null)
    {
        var result = JsonSchemaFormat.Instance.Parse(text, references ?? ReferenceSet.Empty, SchemaParsing.Stored);
        Assert.True(result.TryGetSchema(out var schema, out var problems), $"{text}: {string.Join("; ", problems)}");
        return (JsonSchemaParsedSchema)schema!;
    }

    public static ComparedSide Side(string text) => new(Parse(text), text, ReferenceSet.Empty);

    public static IReadOnlyList<(string Type, string Path)> Differences(
        JsonSchemaParsedSchema original,
        JsonSchemaParsedSchema update,
        CompatibilityPolicy policy = CompatibilityPolicy.Strict) =>
    [
        .. JsonSchemaCompatibility.Compare(
            original.Scope, update.Scope, new ComparisonOptions(policy), DifferenceFilter.All)
            .Select(found => (DifferenceMessage.NameOf(found.Type), found.Path)),
    ];

    public static IReadOnlyList<string> Differences(string original, string update) =>
        [.. Differences(Parse(original), Parse(update)).Select(found => $"{found.Type} at {found.Path}").Order()];

    public static IReadOnlyList<Incompatibility> Find(
        string original, string update, CompatibilityPolicy policy = CompatibilityPolicy.Strict) =>
        JsonSchemaRules.Instance.FindIncompatibilities(Parse(update), Parse(original), new ComparisonOptions(policy));
}
