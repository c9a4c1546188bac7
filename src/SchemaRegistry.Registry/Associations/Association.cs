using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.Associations;

/// <summary>
/// That a resource has its keys or its values by the schemas of a subject; at most one of each kind. It never changes:
/// it is made and it goes. The timestamp is in milliseconds since 1970. In order of resource name, namespace, kind and
/// subject, as lists have it.
/// </summary>
public sealed record Association(
    QualifiedSubject Subject,
    Guid Guid,
    AssociatedResource Resource,
    string Kind,
    AssociationLifecycle Lifecycle,
    long TimestampMs) : IComparable<Association>
{
    /// <summary>The kind of a resource's keys.</summary>
    public const string Key = "key";

    /// <summary>The kind of a resource's values; also what is meant when no kind is said.</summary>
    public const string Value = "value";

    /// <summary>A strong association is always frozen, a weak one never.</summary>
    public bool IsFrozen => Lifecycle == AssociationLifecycle.Strong;

    public int CompareTo(Association? other)
    {
        if (other is null)
            return 1;
        ReadOnlySpan<int> order =
        [
            string.CompareOrdinal(Resource.Name, other.Resource.Name),
            string.CompareOrdinal(Resource.Namespace, other.Resource.Namespace),
            string.CompareOrdinal(Kind, other.Kind),
            Subject.CompareTo(other.Subject),
            string.CompareOrdinal(Resource.Id, other.Resource.Id),
        ];
        foreach (var difference in order)
        {
            if (difference != 0)
                return difference;
        }

        return 0;
    }
}

/// <summary>
/// A thing that has schemas; so far always a topic. <paramref name="Id"/> is what makes it the same thing; it is null
/// only where a dry run asks about a resource that is not there yet.
/// </summary>
public sealed record AssociatedResource(string Name, string Namespace, string? Id, string Type)
{
    /// <summary>The only type of resource.</summary>
    public const string Topic = "topic";

    /// <summary>The subject that a resource may own: named after it, in the context of its namespace.</summary>
    public QualifiedSubject OwnSubject(string kind) => new("." + Namespace, $"{Name}-{kind}");
}

/// <summary>How a subject belongs to a resource.</summary>
public enum AssociationLifecycle
{
    /// <summary>The resource uses a subject that others may use as well.</summary>
    Weak,

    /// <summary>The resource owns the subject: no other may have it, and it goes with its resource.</summary>
    Strong,
}

/// <summary>The spelling in the API.</summary>
public static class AssociationLifecycleNames
{
    public const string Weak = "WEAK";
    public const string Strong = "STRONG";

    public static string ToName(this AssociationLifecycle lifecycle) =>
        lifecycle == AssociationLifecycle.Strong ? Strong : Weak;

    /// <summary>In that very spelling only.</summary>
    public static bool TryParse(string? name, out AssociationLifecycle lifecycle)
    {
        lifecycle = name == Strong ? AssociationLifecycle.Strong : AssociationLifecycle.Weak;
        return name is Strong or Weak;
    }
}
