using System.Text.Json.Serialization;

namespace SchemaRegistry.Registry.Contracts;

/// <summary>
/// The rules of a data contract. Part of a schema's identity; kept and given back, not executed here.
/// </summary>
public sealed record SchemaRuleSet
{
    public IReadOnlyList<SchemaRule>? MigrationRules { get; init; }

    public IReadOnlyList<SchemaRule>? DomainRules { get; init; }

    public IReadOnlyList<SchemaRule>? EncodingRules { get; init; }

    public string? EnableAt { get; init; }

    [JsonIgnore]
    public IEnumerable<SchemaRule> AllRules =>
        (MigrationRules ?? []).Concat(DomainRules ?? []).Concat(EncodingRules ?? []);

    public bool HasType(string type) => AllRules.Any(rule => rule.Type == type);

    /// <summary>
    /// List by list, a later rule takes the place of the earlier one of its name, at the end; the later side's
    /// <c>enableAt</c> wins.
    /// </summary>
    public static SchemaRuleSet? Merge(SchemaRuleSet? earlier, SchemaRuleSet? later)
    {
        if (earlier is null || later is null)
            return later ?? earlier;
        return new SchemaRuleSet
        {
            MigrationRules = MergeLists(earlier.MigrationRules, later.MigrationRules),
            DomainRules = MergeLists(earlier.DomainRules, later.DomainRules),
            EncodingRules = MergeLists(earlier.EncodingRules, later.EncodingRules),
            EnableAt = later.EnableAt ?? earlier.EnableAt,
        };
    }

    public bool Equals(SchemaRuleSet? other) =>
        other is not null
        && (MigrationRules ?? []).SequenceEqual(other.MigrationRules ?? [])
        && (DomainRules ?? []).SequenceEqual(other.DomainRules ?? [])
        && (EncodingRules ?? []).SequenceEqual(other.EncodingRules ?? [])
        && EnableAt == other.EnableAt;

    public override int GetHashCode() => AllRules.Count();

    private static IReadOnlyList<SchemaRule>? MergeLists(
        IReadOnlyList<SchemaRule>? earlier, IReadOnlyList<SchemaRule>? later)
    {
        if (earlier is null || later is null)
            return later ?? earlier;
        var replaced = later.Select(rule => rule.Name).ToHashSet();
        return [.. earlier.Where(rule => !replaced.Contains(rule.Name)), .. later];
    }
}
