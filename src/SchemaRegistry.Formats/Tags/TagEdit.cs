namespace SchemaRegistry.Formats.Tags;

/// <summary>
/// A wish to add tags to entities of a schema and to remove tags from them. What is said about one entity in several
/// places counts together; additions come before removals.
/// </summary>
public sealed class TagEdit
{
    public TagEdit(IReadOnlyList<SchemaTags> added, IReadOnlyList<SchemaTags> removed)
    {
        var entities = new OrderedDictionary<SchemaEntity, (List<string> Added, HashSet<string> Removed)>();
        foreach (var tags in added)
            Lists(tags.Entity).Added.AddRange(tags.Tags);
        foreach (var tags in removed)
            Lists(tags.Entity).Removed.UnionWith(tags.Tags);
        Entities = [.. entities.Select(pair => new EntityEdit(pair.Key, pair.Value.Added, pair.Value.Removed))];

        (List<string> Added, HashSet<string> Removed) Lists(SchemaEntity entity)
        {
            if (!entities.TryGetValue(entity, out var lists))
                entities.Add(entity, lists = ([], []));
            return lists;
        }
    }

    /// <summary>
    /// Each entity once, in the order in which they come first, those with additions before the others.
    /// </summary>
    public IReadOnlyList<EntityEdit> Entities { get; }
}

/// <summary>What becomes of the tags of one entity.</summary>
public sealed record EntityEdit(
    SchemaEntity Entity, IReadOnlyList<string> Added, IReadOnlySet<string> Removed)
{
    /// <summary>The tags that there are stay in their order, new ones follow, each once.</summary>
    public IReadOnlyList<string> Apply(IEnumerable<string> tags) =>
        [.. tags.Concat(Added).Distinct().Where(tag => !Removed.Contains(tag))];
}
