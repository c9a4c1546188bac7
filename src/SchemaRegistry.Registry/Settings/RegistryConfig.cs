using System.Text.Json.Serialization;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Registry.Contracts;

namespace SchemaRegistry.Registry.Settings;

/// <summary>The settings of one scope; null is "not set here".</summary>
public sealed record RegistryConfig
{
    public static readonly RegistryConfig Empty = new();

    /// <summary>Whether schemas get metadata or rules from this config.</summary>
    [JsonIgnore]
    public bool AddsToSchemas =>
        (DefaultMetadata ?? OverrideMetadata) is not null || (DefaultRuleSet ?? OverrideRuleSet) is not null;

    public string? Alias { get; init; }

    public string? AliasForDeks { get; init; }

    public bool? Normalize { get; init; }

    public bool? ValidateFields { get; init; }

    public bool? ValidateNewSchemas { get; init; }

    public bool? ValidateRules { get; init; }

    public CompatibilityLevel? Level { get; init; }

    public string? Policy { get; init; }

    /// <summary>The metadata property whose value groups the versions that are compared.</summary>
    public string? Group { get; init; }

    public SchemaMetadata? DefaultMetadata { get; init; }

    public SchemaMetadata? OverrideMetadata { get; init; }

    public SchemaRuleSet? DefaultRuleSet { get; init; }

    public SchemaRuleSet? OverrideRuleSet { get; init; }
}
