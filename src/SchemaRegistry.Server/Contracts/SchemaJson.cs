using System.Text.Json;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Server.Contracts;

/// <summary>Writes the parts of schema answers; a member that is empty is left out, as clients expect.</summary>
internal static class SchemaJson
{
    public static void WriteReferences(Utf8JsonWriter json, IReadOnlyList<SchemaReference> references)
    {
        if (references.Count == 0)
            return;
        json.WriteStartArray("references");
        foreach (var reference in references)
        {
            json.WriteStartObject();
            json.WriteString("name", reference.Name);
            json.WriteString("subject", reference.Subject);
            json.WriteNumber("version", reference.Version);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteMetadata(Utf8JsonWriter json, string name, SchemaMetadata? metadata)
    {
        if (metadata is null)
            return;
        json.WriteStartObject(name);
        if (metadata.Tags is { Count: > 0 } tags)
        {
            json.WriteStartObject("tags");
            foreach (var (path, values) in tags)
                WriteTexts(json, path, values);
            json.WriteEndObject();
        }

        WriteMap(json, "properties", metadata.Properties);
        if (metadata.Sensitive is { Count: > 0 } sensitive)
            WriteTexts(json, "sensitive", sensitive);
        json.WriteEndObject();
    }

    public static void WriteRuleSet(Utf8JsonWriter json, string name, SchemaRuleSet? rules)
    {
        if (rules is null)
            return;
        json.WriteStartObject(name);
        WriteRules(json, "migrationRules", rules.MigrationRules);
        WriteRules(json, "domainRules", rules.DomainRules);
        WriteRules(json, "encodingRules", rules.EncodingRules);
        WriteText(json, "enableAt", rules.EnableAt);
        json.WriteEndObject();
    }

    public static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>
    /// References with their contexts, for an answer that asks for them (<c>referenceFormat=qualified</c>).
    /// </summary>
    public static IReadOnlyList<SchemaReference> Qualify(
        IReadOnlyList<SchemaReference> references, QualifiedSubject owner) =>
        owner.IsInDefaultContext
            ? references
            : [.. references.Select(reference =>
                reference with { Subject = QualifiedSubject.Parse(reference.Subject, owner.Context).ToString() })];

    public static string TypeName(SchemaContent content) => content.Type.ToName();

    private static void WriteRules(Utf8JsonWriter json, string name, IReadOnlyList<SchemaRule>? rules)
    {
        if (rules is not { Count: > 0 })
            return;
        json.WriteStartArray(name);
        foreach (var rule in rules)
            WriteRule(json, rule);
        json.WriteEndArray();
    }

    private static void WriteRule(Utf8JsonWriter json, SchemaRule rule)
    {
        json.WriteStartObject();
        WriteText(json, "name", rule.Name);
        WriteText(json, "doc", rule.Doc);
        WriteText(json, "kind", rule.Kind);
        WriteText(json, "mode", rule.Mode);
        WriteText(json, "type", rule.Type);
        if (rule.Tags is { Count: > 0 } tags)
            WriteTexts(json, "tags", tags);
        WriteMap(json, "params", rule.Params);
        WriteText(json, "expr", rule.Expr);
        WriteText(json, "onSuccess", rule.OnSuccess);
        WriteText(json, "onFailure", rule.OnFailure);
        json.WriteBoolean("disabled", rule.Disabled);
        json.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter json, string name, SortedDictionary<string, string>? map)
    {
        if (map is not { Count: > 0 })
            return;
        json.WriteStartObject(name);
        foreach (var (key, value) in map)
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
