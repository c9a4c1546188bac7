namespace SchemaRegistry.Formats.JsonSchema.Model;

/// <summary>
/// One text: its values, and every resource in it. <paramref name="name"/> is what problems call it, null for the text
/// that is being read. Filled by the indexer, immutable afterwards.
/// </summary>
public sealed class SchemaDocument(SchemaValue root, string? name)
{
    private readonly List<SchemaResource> _resources = [];
    private readonly Dictionary<SchemaValue, SchemaResource> _byRoot = new(ReferenceEqualityComparer.Instance);

    public SchemaValue Root { get; } = root;

    public string? Name { get; } = name;

    /// <summary>The resource of the root first, then in the order of the text.</summary>
    public IReadOnlyList<SchemaResource> Resources => _resources;

    public SchemaPlace RootPlace => new(Root, _resources[0]);

    internal SchemaPlace PlaceOf(SchemaValue value, SchemaResource parent) =>
        new(value, _byRoot.GetValueOrDefault(value, parent));

    internal SchemaResource AddResource(SchemaValue value, string uri, Dialect dialect)
    {
        var resource = new SchemaResource(this, value, uri, dialect);
        _resources.Add(resource);
        _byRoot.Add(value, resource);
        return resource;
    }
}
