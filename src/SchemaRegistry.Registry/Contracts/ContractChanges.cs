using System.Globalization;
using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Contracts;

/// <summary>
/// Tells what is different between two versions beside their schemas: metadata, rules and references. Paths are JSON
/// pointers into the version as the API answers it, with names in place of positions.
/// </summary>
internal sealed class ContractChanges
{
    private readonly ChangeList _changes = new();

    public static ChangeList Find(SchemaContent old, SchemaContent updated)
    {
        var changes = new ContractChanges();
        changes.CompareMetadata(old.Metadata, updated.Metadata);
        changes.CompareRules(old.RuleSet, updated.RuleSet);
        changes.Compare("REFERENCE", "/references", ReferencesOf(old), ReferencesOf(updated));
        return changes._changes;
    }

    private void CompareMetadata(SchemaMetadata? old, SchemaMetadata? updated)
    {
        Compare("METADATA_PROPERTY", "/metadata/properties", old?.Properties ?? [], updated?.Properties ?? []);
        Compare("METADATA_TAGS", "/metadata/tags", Joined(old?.Tags), Joined(updated?.Tags));
        Compare(
            "METADATA_SENSITIVE",
            "/metadata/sensitive",
            (old?.Sensitive ?? []).Select(name => KeyValuePair.Create(name, name)),
            (updated?.Sensitive ?? []).Select(name => KeyValuePair.Create(name, name)));
    }

    private void CompareRules(SchemaRuleSet? old, SchemaRuleSet? updated)
    {
        CompareRules("migrationRules", old?.MigrationRules, updated?.MigrationRules);
        CompareRules("domainRules", old?.DomainRules, updated?.DomainRules);
        CompareRules("encodingRules", old?.EncodingRules, updated?.EncodingRules);
        if (old?.EnableAt != updated?.EnableAt)
        {
            const string Path = "/ruleSet/enableAt";
            _changes.Add(new SchemaChange(
                "RULES_ENABLED_ELSEWHERE",
                new ChangeSide(Path, old?.EnableAt),
                new ChangeSide(Path, updated?.EnableAt)));
        }
    }

    private void CompareRules(string list, IReadOnlyList<SchemaRule>? old, IReadOnlyList<SchemaRule>? updated) =>
        Compare("RULE", $"/ruleSet/{list}", Shown(old), Shown(updated));

    private void Compare(
        string kind,
        string path,
        IEnumerable<KeyValuePair<string, string>> old,
        IEnumerable<KeyValuePair<string, string>> updated)
    {
        var before = new OrderedDictionary<string, string>(old);
        var after = new OrderedDictionary<string, string>(updated);
        foreach (var (name, value) in before.Where(pair => !after.ContainsKey(pair.Key)))
            _changes.Add(new SchemaChange($"{kind}_REMOVED", Side(path, name, value), null));
        foreach (var (name, value) in after)
        {
            if (!before.TryGetValue(name, out var earlier))
                _changes.Add(new SchemaChange($"{kind}_ADDED", null, Side(path, name, value)));
            else if (earlier != value)
            {
                _changes.Add(new SchemaChange(
                    $"{kind}_CHANGED", Side(path, name, earlier), Side(path, name, value)));
            }
        }
    }

    private static ChangeSide Side(string path, string name, string value)
    {
        var token = name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        return new ChangeSide($"{path}/{token}", value);
    }

    private static IEnumerable<KeyValuePair<string, string>> Joined(
        SortedDictionary<string, SortedSet<string>>? tags) =>
        (tags ?? []).Select(pair => KeyValuePair.Create(pair.Key, string.Join(", ", pair.Value)));

    /// <summary>Of references with one name the first counts.</summary>
    private static IEnumerable<KeyValuePair<string, string>> ReferencesOf(SchemaContent content) =>
        content.References
            .DistinctBy(reference => reference.Name)
            .Select(reference => KeyValuePair.Create(reference.Name, Show(reference)));

    private static string Show(SchemaReference reference) =>
        $"{reference.Subject} {reference.Version.ToString(CultureInfo.InvariantCulture)}";

    private static IEnumerable<KeyValuePair<string, string>> Shown(IReadOnlyList<SchemaRule>? rules) =>
        (rules ?? [])
            .DistinctBy(rule => rule.Name)
            .Select(rule => KeyValuePair.Create(rule.Name ?? "", Show(rule)));

    /// <summary>Every part of a rule, since every part is one of the contract.</summary>
    private static string Show(SchemaRule rule)
    {
        (string Name, string? Value)[] parts =
        [
            ("type", rule.Type),
            ("kind", rule.Kind),
            ("mode", rule.Mode),
            ("tags", rule.Tags is null ? null : string.Join(", ", rule.Tags)),
            ("params", rule.Params is null
                ? null
                : string.Join(", ", rule.Params.Select(pair => $"{pair.Key}={pair.Value}"))),
            ("expr", rule.Expr),
            ("onSuccess", rule.OnSuccess),
            ("onFailure", rule.OnFailure),
            ("disabled", rule.Disabled ? "true" : null),
            ("doc", rule.Doc),
        ];
        return string.Join("; ", parts
            .Where(part => part.Value is not null)
            .Select(part => $"{part.Name}: {part.Value}"));
    }
}
