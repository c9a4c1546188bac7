namespace SchemaRegistry.Formats.Tags;

/// <summary>
/// A part of a schema that can have tags. <paramref name="Path"/> is what the registry API calls the entity path: the
/// names on the way to the part with dots between them, in the language's own manner (<c>ns.Order.total</c> in Avro,
/// <c>object.total</c> in JSON Schema, <c>Order.total</c> in Protobuf). A dot at its beginning means nothing.
/// </summary>
public readonly record struct SchemaEntity(string Path, SchemaEntityKind Kind)
{
    /// <summary>The path without the dot that means nothing.</summary>
    public string PlainPath => Path.StartsWith('.') ? Path[1..] : Path;

    public bool Equals(SchemaEntity other) => Kind == other.Kind && PlainPath == other.PlainPath;

    public override int GetHashCode() => HashCode.Combine(Kind, PlainPath);
}
