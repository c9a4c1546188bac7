namespace SchemaRegistry.Formats.JsonSchema.Shapes;

/// <summary>
/// The keywords about numbers. The boolean <c>exclusiveMinimum</c> and <c>exclusiveMaximum</c> of draft 4 are not
/// compared.
/// </summary>
internal sealed class NumberShape() : Shape(ShapeKind.Number)
{
    public bool IsInteger { get; private init; }

    public double? Minimum { get; private init; }

    public double? Maximum { get; private init; }

    public double? ExclusiveMinimum { get; private init; }

    public double? ExclusiveMaximum { get; private init; }

    /// <summary>As it is spelled: divisors are compared exactly.</summary>
    public string? MultipleOf { get; private init; }

    public static bool IsIn(SchemaKeywords keywords) =>
        keywords.HasAny("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");

    public static NumberShape Read(SchemaKeywords keywords, bool isInteger) => new()
    {
        IsInteger = isInteger,
        Minimum = keywords.Number("minimum"),
        Maximum = keywords.Number("maximum"),
        ExclusiveMinimum = keywords.Number("exclusiveMinimum"),
        ExclusiveMaximum = keywords.Number("exclusiveMaximum"),
        MultipleOf = keywords.NumberText("multipleOf"),
    };
}
