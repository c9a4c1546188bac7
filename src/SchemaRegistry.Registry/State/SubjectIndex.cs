using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.State;

/// <summary>
/// All subjects in the order of their texts, with whether they are active, as they were at a revision. Immutable.
/// </summary>
internal sealed class SubjectIndex
{
    private readonly (QualifiedSubject Subject, bool IsActive)[] _sorted;

    public SubjectIndex(long revision, IEnumerable<KeyValuePair<QualifiedSubject, SubjectState>> subjects)
    {
        Revision = revision;
        _sorted = [.. subjects.Select(pair => (pair.Key, pair.Value.IsActive))];

        // The texts once, and not twice for each of the comparisons.
        Array.Sort(Array.ConvertAll(_sorted, entry => entry.Subject.ToString()), _sorted, StringComparer.Ordinal);
    }

    public long Revision { get; }

    public IReadOnlyList<QualifiedSubject> Find(SubjectPrefix prefix, SubjectVisibility visibility) =>
    [
        .. _sorted
            .Where(entry => prefix.Matches(entry.Subject) && visibility switch
            {
                SubjectVisibility.Active => entry.IsActive,
                SubjectVisibility.DeletedOnly => !entry.IsActive,
                _ => true,
            })
            .Select(entry => entry.Subject),
    ];
}
