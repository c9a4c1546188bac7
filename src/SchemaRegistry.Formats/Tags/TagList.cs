namespace SchemaRegistry.Formats.Tags;

/// <summary>
/// Collects the tags of a schema in the order in which they are met, up to
/// <see cref="FormatLimits.MaxTagCharacters"/>.
/// </summary>
public sealed class TagList
{
    private readonly List<SchemaTags> _found = [];
    private long _characters;

    public IReadOnlyList<SchemaTags> Found => _found;

    /// <summary>An entity without tags is passed over.</summary>
    public void Add(EntityPath path, SchemaEntityKind kind, IReadOnlyList<string> tags)
    {
        if (tags.Count == 0)
            return;
        _characters += path.Length + tags.Sum(tag => (long)tag.Length);
        if (_characters <= FormatLimits.MaxTagCharacters)
            _found.Add(new SchemaTags(new SchemaEntity(path.ToString(), kind), tags));
    }
}
