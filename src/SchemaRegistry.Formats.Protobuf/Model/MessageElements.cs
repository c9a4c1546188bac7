namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>
/// A message. Members: <see cref="FieldElement"/>, <see cref="GroupElement"/>, <see cref="OneofElement"/>,
/// <see cref="MessageElement"/>, <see cref="EnumElement"/>, <see cref="ExtendElement"/>,
/// <see cref="ExtensionsElement"/>, <see cref="ReservedElement"/>, <see cref="OptionElement"/>.
/// </summary>
public sealed record MessageElement : ContainerElement
{
    public SymbolVisibility Visibility { get; init; }
}

/// <summary>
/// A group: a field and a message in one. Members as those of a message. <see cref="ContainerElement.Name"/> is as
/// written, with its capital; the field's name is the same in lower case.
/// </summary>
public sealed record GroupElement : ContainerElement
{
    public FieldLabel Label { get; init; }

    public required int Number { get; init; }

    public TextPlace NumberPlace { get; init; }

    /// <summary>The options in brackets before the block.</summary>
    public IReadOnlyList<OptionElement> Options { get; init; } = [];
}

/// <summary>
/// A oneof. Members: <see cref="FieldElement"/> and <see cref="GroupElement"/> without labels,
/// <see cref="OptionElement"/>.
/// </summary>
public sealed record OneofElement : ContainerElement;

/// <summary>
/// <c>extend Target { … }</c>: the name is the extended type as written. Members: <see cref="FieldElement"/>,
/// <see cref="GroupElement"/>.
/// </summary>
public sealed record ExtendElement : ContainerElement;

/// <summary>
/// <c>export</c> or <c>local</c> before a message or enum (edition 2024 and later).
/// </summary>
public enum SymbolVisibility
{
    /// <summary>No word: what the file's features say.</summary>
    Unspecified,
    Export,
    Local,
}
