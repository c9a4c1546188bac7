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

    public IEnumerable<SchemaRule> AllRules =>
        (MigrationRules ?? []).Concat(DomainRules ?? []).Concat(EncodingRules ?? []);

    public bool Equals(SchemaRuleSet? other) =>
        other is not null
        && (MigrationRules ?? []).SequenceEqual(other.MigrationRules ?? [])
        && (DomainRules ?? []).SequenceEqual(other.DomainRules ?? [])
        && (EncodingRules ?? []).SequenceEqual(other.EncodingRules ?? [])
        && EnableAt == other.EnableAt;

    public override int GetHashCode() => AllRules.Count();
}
