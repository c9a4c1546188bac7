namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>How a validator judges data.</summary>
public sealed record JsonValidatorOptions
{
    public static readonly JsonValidatorOptions Default = new();

    public FormatHandling Formats { get; init; } = FormatHandling.Annotate;

    /// <summary>Levels of nesting that a datum may have, 1 to <see cref="JsonSchemaLimits.MaxDepth"/>.</summary>
    public int MaxDepth { get; init; } = JsonSchemaLimits.DefaultDataDepth;

    /// <summary>Errors after which a validation says no more, at least 1.</summary>
    public int MaxErrors { get; init; } = JsonSchemaLimits.DefaultErrors;

    /// <summary>
    /// Looks at a value that one validation may take, or null for the usual bound, which grows with the datum.
    /// </summary>
    internal long? MaxWork { get; init; }
}
