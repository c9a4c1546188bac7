using System.Text.Json;
using System.Text.Json.Serialization;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Settings;

namespace SchemaRegistry.Registry.Changes;

/// <summary>
/// How the parts of changes that are no columns are written: JSON, members in camel case, absent when null.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RegistryConfig))]
[JsonSerializable(typeof(ContentExtras))]
[JsonSerializable(typeof(StoredAssociation))]
public sealed partial class ChangeJson : JsonSerializerContext
{
    public static string Write(RegistryConfig config) => JsonSerializer.Serialize(config, Default.RegistryConfig);

    public static RegistryConfig ReadConfig(string json) => JsonSerializer.Deserialize(json, Default.RegistryConfig)!;

    public static string Write(StoredAssociation association) =>
        JsonSerializer.Serialize(association, Default.StoredAssociation);

    public static StoredAssociation ReadAssociation(string json) =>
        JsonSerializer.Deserialize(json, Default.StoredAssociation)!;

    /// <summary>Null when there is nothing beside the text.</summary>
    public static string? Write(ContentExtras extras) =>
        extras is { References: null, Metadata: null, RuleSet: null }
            ? null
            : JsonSerializer.Serialize(extras, Default.ContentExtras);

    public static ContentExtras ReadExtras(string? json) =>
        json is null ? new ContentExtras(null, null, null) : JsonSerializer.Deserialize(json, Default.ContentExtras)!;
}

/// <summary>What a content has beside its text, as it is stored.</summary>
public sealed record ContentExtras(
    IReadOnlyList<SchemaReference>? References, SchemaMetadata? Metadata, SchemaRuleSet? RuleSet);
