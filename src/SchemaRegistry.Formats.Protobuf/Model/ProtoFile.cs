namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>A whole .proto file as it is written.</summary>
public sealed record ProtoFile
{
    /// <summary>The first statement, or null: then the file is proto2.</summary>
    public SyntaxElement? Syntax { get; init; }

    /// <summary>What the first statement says.</summary>
    public ProtoEdition Edition =>
        Syntax is not null && ProtoEditionNames.TryParse(Syntax.Keyword, Syntax.Value, out var edition)
            ? edition
            : ProtoEdition.Proto2;

    /// <summary>The package statement, or null: then names stand in the unnamed package.</summary>
    public PackageElement? Package { get; init; }

    /// <summary>
    /// All other statements in the order of the text: <see cref="ImportElement"/>, <see cref="OptionElement"/>,
    /// <see cref="MessageElement"/>, <see cref="EnumElement"/>, <see cref="ExtendElement"/>,
    /// <see cref="ServiceElement"/>.
    /// </summary>
    public IReadOnlyList<ProtoElement> Members { get; init; } = [];

    /// <summary>The members of one kind, in the order of the text.</summary>
    public IEnumerable<T> MembersOf<T>()
        where T : ProtoElement => Members.OfType<T>();
}
