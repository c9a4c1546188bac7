namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>What <c>format</c> does.</summary>
public enum FormatHandling
{
    /// <summary>Nothing, unless the schema's meta-schema asks for assertion.</summary>
    Annotate,

    /// <summary>A string that is not of the format is refused. Unknown formats accept everything.</summary>
    Assert,
}
