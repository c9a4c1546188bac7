namespace SchemaRegistry.Registry.Contracts;

/// <summary>One rule, in the words of the API: kind, mode and the rest keep the text that they came with.</summary>
public sealed record SchemaRule
{
    public string? Name { get; init; }

    public string? Doc { get; init; }

    public string Kind { get; init; } = "TRANSFORM";

    public string Mode { get; init; } = "WRITEREAD";

    public string? Type { get; init; }

    public SortedSet<string>? Tags { get; init; }

    public SortedDictionary<string, string>? Params { get; init; }

    public string? Expr { get; init; }

    public string? OnSuccess { get; init; }

    public string? OnFailure { get; init; }

    public bool Disabled { get; init; }

    public bool Equals(SchemaRule? other) =>
        other is not null
        && (Name, Doc, Kind, Mode, Type, Expr) == (
            other.Name, other.Doc, other.Kind, other.Mode, other.Type, other.Expr)
        && (OnSuccess, OnFailure, Disabled) == (other.OnSuccess, other.OnFailure, other.Disabled)
        && (Tags ?? []).SequenceEqual(other.Tags ?? [])
        && (Params ?? []).SequenceEqual(other.Params ?? []);

    public override int GetHashCode() => HashCode.Combine(Name, Kind, Mode, Type);
}
