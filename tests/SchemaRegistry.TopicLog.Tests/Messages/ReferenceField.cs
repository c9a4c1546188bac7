using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaRegistry.Kafka.Codegen.Model;

namespace SchemaRegistry.TopicLog.Tests.Messages;

/// <summary>A field as the reference definitions (JSON) describe it at one version.</summary>
internal sealed class ReferenceField(JsonElement json, short version)
{
    public string Name { get; } = Capitalized(json.GetProperty("name").GetString()!);

    public bool IsArray => TypeText.StartsWith("[]", StringComparison.Ordinal);

    public string ElementType => IsArray ? TypeText[2..] : TypeText;

    public bool IsStruct => char.IsUpper(ElementType[0]);

    public bool IsNullable => Within("nullableVersions");

    public int? Tag => Within("taggedVersions") ? json.GetProperty("tag").GetInt32() : null;

    public bool HasFixedLength =>
        json.TryGetProperty("flexibleVersions", out var flexible) && flexible.GetString() == "none";

    public string Default => Normalized(json.TryGetProperty("default", out var value) ? value.ToString() : null);

    public IReadOnlyList<ReferenceField> Members => Of(json, version);

    private string TypeText => json.GetProperty("type").GetString()!;

    /// <summary>The fields of a message or struct that the version has, in wire order.</summary>
    public static IReadOnlyList<ReferenceField> Of(JsonElement parent, short version) =>
        parent.TryGetProperty("fields", out var fields)
            ? [.. fields.EnumerateArray().Where(field => InRange(field, "versions", version))
                .Select(field => new ReferenceField(field, version))]
            : [];

    /// <summary>A definition whose structs of its own (commonStructs) stand where they are used.</summary>
    public static JsonElement Load(string path)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        var root = JsonNode.Parse(File.ReadAllText(path), documentOptions: options)!;
        var structs = (root["commonStructs"] as JsonArray ?? []).ToDictionary(
            common => common!["name"]!.GetValue<string>(), common => common!["fields"]!);
        foreach (var field in root["fields"]!.AsArray())
        {
            if (structs.TryGetValue(field!["type"]!.GetValue<string>().TrimStart('[', ']'), out var fields))
                field["fields"] = fields.DeepClone();
        }

        return root.Deserialize<JsonElement>();
    }

    /// <summary>A default as text that does not depend on how it was written.</summary>
    public static string Normalized(string? value) => value switch
    {
        null or "0" or "false" or "" or "\"\"" => "",
        _ when value.StartsWith("0x", StringComparison.Ordinal) =>
            long.Parse(value[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString(
                CultureInfo.InvariantCulture),
        _ => value,
    };

    private bool Within(string property) => InRange(json, property, version);

    private static bool InRange(JsonElement json, string property, short version) =>
        json.TryGetProperty(property, out var range) && VersionRange.TryParse(range.GetString()!, out var versions)
        && versions.Contains(version);

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
