namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>A type that has a name and can be referred to by it.</summary>
public abstract class NamedSchema : AvroSchema
{
    private protected NamedSchema(AvroKind kind, NamedHead head)
        : base(kind, head.Properties)
    {
        Name = head.Name;
        Doc = head.Doc;
        Aliases = head.Aliases;
    }

    public AvroName Name { get; }

    public string? Doc { get; }

    /// <summary>Full names, in the order of the text.</summary>
    public IReadOnlyList<AvroName> Aliases { get; }

    public override string BranchName => Name.Full;
}
