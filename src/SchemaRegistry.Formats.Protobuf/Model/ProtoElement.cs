namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>
/// One statement of a .proto file, or one part of it that has a place of its own. Elements are immutable and free to
/// share between threads; nothing in them is resolved: types and options stand as they are written.
/// </summary>
public abstract record ProtoElement
{
    /// <summary>Where the element's name stands in the text, or its first token when it has none.</summary>
    public TextPlace Place { get; init; }
}
