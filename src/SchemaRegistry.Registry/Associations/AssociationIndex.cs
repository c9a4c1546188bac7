using System.Collections.Concurrent;
using System.Collections.Immutable;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.Associations;

/// <summary>
/// The associations that readers see, by resource, by subject and by the resource's name. Each list is an immutable
/// object, which serves as its own revision; that of a resource is in order of kinds. A hundred thousand topics may
/// share a subject, so that lists are not copied to grow. Written by the gate only.
/// </summary>
internal sealed class AssociationIndex
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<Association>> _byResource = [];
    private readonly ConcurrentDictionary<QualifiedSubject, ImmutableList<Association>> _bySubject = [];
    private readonly ConcurrentDictionary<string, ImmutableList<Association>> _byName = [];

    public IEnumerable<Association> All => _byResource.Values.SelectMany(list => list);

    public IReadOnlyList<Association> OfResource(string id) => _byResource.GetValueOrDefault(id) ?? [];

    public IReadOnlyList<Association> OfSubject(QualifiedSubject subject) => Find(_bySubject, subject);

    /// <summary>Of all resources of that name, in whatever namespace.</summary>
    public IReadOnlyList<Association> Named(string name) => Find(_byName, name);

    /// <summary>Replaces all associations of a resource.</summary>
    public void Set(string resourceId, IReadOnlyList<Association> associations)
    {
        var before = OfResource(resourceId);
        Put(_byResource, resourceId, associations);
        foreach (var gone in before.Except(associations))
        {
            Put(_bySubject, gone.Subject, Find(_bySubject, gone.Subject).Remove(gone));
            Put(_byName, gone.Resource.Name, Find(_byName, gone.Resource.Name).Remove(gone));
        }

        foreach (var added in associations.Except(before))
        {
            Put(_bySubject, added.Subject, Find(_bySubject, added.Subject).Add(added));
            Put(_byName, added.Resource.Name, Find(_byName, added.Resource.Name).Add(added));
        }
    }

    private static ImmutableList<Association> Find<TKey>(
        ConcurrentDictionary<TKey, ImmutableList<Association>> map, TKey key)
        where TKey : notnull => map.GetValueOrDefault(key) ?? [];

    private static void Put<TKey, TList>(ConcurrentDictionary<TKey, TList> map, TKey key, TList list)
        where TKey : notnull
        where TList : IReadOnlyList<Association>
    {
        if (list.Count == 0)
            map.TryRemove(key, out _);
        else
            map[key] = list;
    }
}

/// <summary>
/// The associations of a transaction on top of those that readers see. A list that the transaction does not touch is
/// the very object that readers see, so that it serves as its own revision.
/// </summary>
internal sealed class PendingAssociations(AssociationIndex published)
{
    private readonly Dictionary<string, IReadOnlyList<Association>> _byResource = [];

    public IReadOnlyList<Association> OfResource(string id) =>
        _byResource.TryGetValue(id, out var list) ? list : published.OfResource(id);

    public IReadOnlyList<Association> OfSubject(QualifiedSubject subject) =>
        Merge(published.OfSubject(subject), association => association.Subject == subject);

    public IReadOnlyList<Association> Named(string name) =>
        Merge(published.Named(name), association => association.Resource.Name == name);

    public void Set(string resourceId, IReadOnlyList<Association> associations) =>
        _byResource[resourceId] = associations;

    /// <summary>Makes visible what goes: before the subjects that go with it.</summary>
    public void PublishRemovals()
    {
        foreach (var (resourceId, associations) in _byResource)
            published.Set(resourceId, [.. published.OfResource(resourceId).Intersect(associations)]);
    }

    /// <summary>Makes visible what comes: after the subjects that it names.</summary>
    public void PublishAdditions()
    {
        foreach (var (resourceId, associations) in _byResource)
            published.Set(resourceId, associations);
    }

    private IReadOnlyList<Association> Merge(IReadOnlyList<Association> before, Func<Association, bool> belongs)
    {
        if (_byResource.Count == 0)
            return before;
        var here = _byResource.Values.SelectMany(list => list).Where(belongs).ToList();
        var isTouched = here.Count > 0
            || before.Any(association => _byResource.ContainsKey(association.Resource.Id!));
        return isTouched
            ? [.. before.Where(association => !_byResource.ContainsKey(association.Resource.Id!)), .. here]
            : before;
    }
}
