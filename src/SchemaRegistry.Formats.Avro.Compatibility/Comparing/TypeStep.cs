namespace SchemaRegistry.Formats.Avro.Compatibility.Comparing;

internal enum TypeStepKind
{
    /// <summary>The type is the same as before, while the other side went on.</summary>
    None,
    Field,
    Items,
    Values,
    Branch,
}

/// <summary>
/// A step from a type to a part of it; <paramref name="Index"/> is the position of the field or branch, from 0.
/// </summary>
internal readonly record struct TypeStep(TypeStepKind Kind, int Index = 0)
{
    public static readonly TypeStep None = new(TypeStepKind.None);

    public static readonly TypeStep Items = new(TypeStepKind.Items);

    public static readonly TypeStep Values = new(TypeStepKind.Values);

    public static TypeStep Field(int position) => new(TypeStepKind.Field, position);

    public static TypeStep Branch(int index) => new(TypeStepKind.Branch, index);
}
