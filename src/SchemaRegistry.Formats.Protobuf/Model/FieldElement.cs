namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>A field of a message, oneof or extend block; groups have their own element.</summary>
public sealed record FieldElement : ProtoElement
{
    public FieldLabel Label { get; init; }

    public required FieldType Type { get; init; }

    public required string Name { get; init; }

    /// <summary>From 0 to 2^31−1; whether it is a legal field number is not checked here.</summary>
    public required int Number { get; init; }

    public TextPlace NumberPlace { get; init; }

    /// <summary>
    /// The options in brackets, in the order of the text, with <c>default</c> and <c>json_name</c> among them.
    /// </summary>
    public IReadOnlyList<OptionElement> Options { get; init; } = [];
}

/// <summary>The word before a field's type.</summary>
public enum FieldLabel
{
    None,
    Optional,
    Required,
    Repeated,
}

/// <summary>What stands where a field's type is written.</summary>
public abstract record FieldType : ProtoElement;

/// <summary>
/// A scalar or the name of a message or enum, as written but without blanks: <c>int32</c>, <c>Order.Line</c>,
/// <c>.shop.Order</c>. A scalar's word always means the scalar.
/// </summary>
public sealed record NamedType(string Name) : FieldType
{
    public bool IsScalar => ScalarTypes.IsScalar(Name);
}

/// <summary><c>map&lt;Key, Value&gt;</c>.</summary>
public sealed record MapType(NamedType Key, NamedType Value) : FieldType;
