namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>
/// An enum. Members: <see cref="EnumConstantElement"/>, <see cref="OptionElement"/>, <see cref="ReservedElement"/>.
/// </summary>
public sealed record EnumElement : ContainerElement
{
    public SymbolVisibility Visibility { get; init; }
}

/// <summary>One value of an enum.</summary>
public sealed record EnumConstantElement : ProtoElement
{
    public required string Name { get; init; }

    public required int Number { get; init; }

    public TextPlace NumberPlace { get; init; }

    public IReadOnlyList<OptionElement> Options { get; init; } = [];
}
