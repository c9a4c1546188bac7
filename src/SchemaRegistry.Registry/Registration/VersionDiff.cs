using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Registry.Contracts;
using SchemaRegistry.Registry.Settings;

namespace SchemaRegistry.Registry.Registration;

/// <summary>
/// What is different between two versions of a subject: their schemas, and in <paramref name="Contract"/> their
/// metadata, rules and references.
/// </summary>
public sealed record VersionDiff(StoredSchema Old, StoredSchema New, SchemaDiff Schema, ChangeList Contract)
{
    /// <summary>The policy of the subject decides how severe the compatibility rules are.</summary>
    internal static VersionDiff Compare(RegistryScope scope, StoredSchema old, StoredSchema updated)
    {
        var library = scope.Library;
        var config = EffectiveSettings.Config(scope.State, updated.Subject, scope.Options);
        _ = CompatibilityPolicyNames.TryParse(config.Policy, out var policy);
        var diff = SchemaDiff.Compare(
            library.Rules(updated.Version.Content.Type),
            library.Load(scope.State, old.Subject, old.Version.Content),
            library.Load(scope.State, updated.Subject, updated.Version.Content),
            scope.Options.Comparison with { Policy = policy });
        return new VersionDiff(
            old, updated, diff, ContractChanges.Find(old.Version.Content, updated.Version.Content));
    }
}
