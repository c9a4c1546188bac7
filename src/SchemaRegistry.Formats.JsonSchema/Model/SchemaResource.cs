namespace SchemaRegistry.Formats.JsonSchema.Model;

/// <summary>
/// A schema with its own URI: the root of a document, or a schema in it that has an identifier. References and anchors
/// are relative to it. Immutable once its document is indexed.
/// </summary>
public sealed class SchemaResource
{
    private readonly Dictionary<string, SchemaValue> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SchemaValue> _dynamicAnchors = new(StringComparer.Ordinal);

    internal SchemaResource(SchemaDocument document, SchemaValue root, string uri, Dialect dialect)
    {
        Document = document;
        Root = root;
        Uri = uri;
        Dialect = dialect;
    }

    public SchemaDocument Document { get; }

    public SchemaValue Root { get; }

    /// <summary>Without a fragment; relative, or empty, where nothing gives the document an absolute one.</summary>
    public string Uri { get; }

    public Dialect Dialect { get; }

    /// <summary>Plain-name fragments (<c>$anchor</c>, <c>$dynamicAnchor</c>, <c>"$id": "#name"</c>).</summary>
    public IReadOnlyDictionary<string, SchemaValue> Anchors => _anchors;

    /// <summary>
    /// Anchors that a dynamic reference may be led to; <c>$recursiveAnchor</c> stands under the empty name.
    /// </summary>
    public IReadOnlyDictionary<string, SchemaValue> DynamicAnchors => _dynamicAnchors;

    internal void AddAnchor(string name, SchemaValue value) => _anchors.TryAdd(name, value);

    internal void AddDynamicAnchor(string name, SchemaValue value) => _dynamicAnchors.TryAdd(name, value);
}
