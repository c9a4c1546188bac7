namespace SchemaRegistry.Registry.Associations;

/// <summary>Which of the associations that were found are meant.</summary>
public sealed record AssociationFilter
{
    public string ResourceType { get; init; } = AssociatedResource.Topic;

    /// <summary>Kinds; empty for all.</summary>
    public IReadOnlyCollection<string> Kinds { get; init; } = [];

    /// <summary>Null for both.</summary>
    public AssociationLifecycle? Lifecycle { get; init; }

    public bool Matches(Association association) =>
        association.Resource.Type == ResourceType
        && (Kinds.Count == 0 || Kinds.Contains(association.Kind))
        && (Lifecycle is null || Lifecycle == association.Lifecycle);
}

/// <summary>Which subjects a list of schemas has by their associations, and which associations it tells.</summary>
public sealed record AssociationSelection
{
    /// <summary>The word for subjects without any association.</summary>
    public const string NoneName = "NONE";

    /// <summary>Only associations of this type of resource, and of these kinds, count.</summary>
    public required AssociationFilter Counted { get; init; }

    /// <summary>Lifecycles that are wanted; empty for both.</summary>
    public IReadOnlyCollection<AssociationLifecycle> Lifecycles { get; init; } = [];

    /// <summary>Whether subjects without any that counts are wanted.</summary>
    public bool WantsNone { get; init; }

    /// <summary>The associations to tell of a subject, or null when the subject is not wanted.</summary>
    internal IReadOnlyList<Association>? Choose(IReadOnlyList<Association> all)
    {
        var counted = all.Where(Counted.Matches).ToList();
        if (Lifecycles.Count == 0 && !WantsNone)
            return counted.Count == 0 && Counted.Kinds.Count > 0 ? null : counted;
        if (counted.Count == 0)
            return WantsNone ? [] : null;
        counted.RemoveAll(association => !Lifecycles.Contains(association.Lifecycle));
        return counted.Count == 0 ? null : counted;
    }
}
