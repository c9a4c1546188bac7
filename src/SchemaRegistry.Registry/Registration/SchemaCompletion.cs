using System.Globalization;
using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>
/// What a candidate gets that its request does not say: metadata and rules that are left out are those of the latest
/// version; the config's defaults stand behind them, its overrides before them.
/// </summary>
internal static class SchemaCompletion
{
    public static SchemaCandidate Complete(SchemaCandidate candidate, SchemaContent? latest, RegistryConfig config)
    {
        var metadata = SchemaMetadata.Merge(
            SchemaMetadata.Merge(config.DefaultMetadata, candidate.Metadata ?? latest?.Metadata),
            config.OverrideMetadata);
        var rules = SchemaRuleSet.Merge(
            SchemaRuleSet.Merge(config.DefaultRuleSet, candidate.RuleSet ?? latest?.RuleSet),
            config.OverrideRuleSet);
        return ReferenceEquals(metadata, candidate.Metadata) && ReferenceEquals(rules, candidate.RuleSet)
            ? candidate
            : candidate with { Metadata = metadata, RuleSet = rules };
    }

    /// <summary>
    /// The property with the version's number is set when the request names a version, and where it is already.
    /// </summary>
    public static SchemaCandidate WithVersion(SchemaCandidate candidate, int? requested, int version)
    {
        var isWanted = requested is not null and not 0
            || candidate.Metadata?.Property(SchemaMetadata.VersionProperty) is not null;
        if (!isWanted)
            return candidate;
        var text = version.ToString(CultureInfo.InvariantCulture);
        return candidate with
        {
            Metadata = (candidate.Metadata ?? new SchemaMetadata()).WithProperty(SchemaMetadata.VersionProperty, text),
        };
    }
}
