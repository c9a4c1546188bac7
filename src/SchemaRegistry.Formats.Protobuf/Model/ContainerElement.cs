namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>A statement with a block of statements.</summary>
public abstract record ContainerElement : ProtoElement
{
    public required string Name { get; init; }

    /// <summary>The statements of the block in the order of the text; empty statements are left out.</summary>
    public IReadOnlyList<ProtoElement> Members { get; init; } = [];

    /// <summary>The members of one kind, in the order of the text.</summary>
    public IEnumerable<T> MembersOf<T>()
        where T : ProtoElement => Members.OfType<T>();
}
