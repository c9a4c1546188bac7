namespace SchemaRegistry.Registry.Contracts;

/// <summary>
/// What a team says about a schema beside its text. Part of its identity. Keys and the members of sets are in ordinal
/// order.
/// </summary>
public sealed record SchemaMetadata
{
    /// <summary>The property that holds the version number, when the request asked for it.</summary>
    public const string VersionProperty = "confluent:version";

    public SortedDictionary<string, SortedSet<string>>? Tags { get; init; }

    public SortedDictionary<string, string>? Properties { get; init; }

    public SortedSet<string>? Sensitive { get; init; }

    public string? Property(string name) => Properties?.GetValueOrDefault(name);

    public SchemaMetadata WithProperty(string name, string value) => this with
    {
        Properties = new SortedDictionary<string, string>(
            Properties ?? new SortedDictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [name] = value,
        },
    };

    public SchemaMetadata WithoutProperty(string name)
    {
        if (Properties is null || !Properties.ContainsKey(name))
            return this;
        var rest = new SortedDictionary<string, string>(Properties, StringComparer.Ordinal);
        rest.Remove(name);
        return this with { Properties = rest };
    }

    /// <summary>Key by key the later side wins, a tag's set as a whole; sensitive sets are united.</summary>
    public static SchemaMetadata? Merge(SchemaMetadata? earlier, SchemaMetadata? later)
    {
        if (earlier is null || later is null)
            return later ?? earlier;
        return new SchemaMetadata
        {
            Tags = MergeMaps(earlier.Tags, later.Tags),
            Properties = MergeMaps(earlier.Properties, later.Properties),
            Sensitive = earlier.Sensitive is null || later.Sensitive is null
                ? later.Sensitive ?? earlier.Sensitive
                : new SortedSet<string>([.. earlier.Sensitive, .. later.Sensitive], StringComparer.Ordinal),
        };
    }

    public bool Equals(SchemaMetadata? other) =>
        other is not null
        && SameTags(Tags, other.Tags)
        && (Properties ?? []).SequenceEqual(other.Properties ?? [])
        && (Sensitive ?? []).SequenceEqual(other.Sensitive ?? []);

    public override int GetHashCode() =>
        HashCode.Combine(Tags?.Count ?? 0, Properties?.Count ?? 0, Sensitive?.Count ?? 0);

    private static bool SameTags(
        SortedDictionary<string, SortedSet<string>>? one, SortedDictionary<string, SortedSet<string>>? other) =>
        (one ?? []).Keys.SequenceEqual((other ?? []).Keys)
        && (one ?? []).All(tag => tag.Value.SequenceEqual(other![tag.Key]));

    private static SortedDictionary<string, T>? MergeMaps<T>(
        SortedDictionary<string, T>? earlier, SortedDictionary<string, T>? later)
    {
        if (earlier is null || later is null)
            return later ?? earlier;
        var merged = new SortedDictionary<string, T>(earlier, StringComparer.Ordinal);
        foreach (var (key, value) in later)
            merged[key] = value;
        return merged;
    }
}
