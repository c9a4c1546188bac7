namespace SchemaRegistry.Formats.JsonSchema.Shapes;

/// <summary>The keywords about strings; lengths in characters.</summary>
internal sealed class StringShape() : Shape(ShapeKind.String)
{
    public double? MinLength { get; private init; }

    public double? MaxLength { get; private init; }

    public string? Pattern { get; private init; }

    /// <summary>
    /// Whether the schema speaks about strings. In the classic drafts a format does, though no format is compared.
    /// </summary>
    public static bool IsIn(SchemaKeywords keywords) =>
        keywords.HasAny("minLength", "maxLength", "pattern") || (keywords.IsClassic && keywords.Has("format"));

    public static StringShape Read(SchemaKeywords keywords) => new()
    {
        MinLength = keywords.Number("minLength"),
        MaxLength = keywords.Number("maxLength"),
        Pattern = keywords.Text("pattern"),
    };
}
