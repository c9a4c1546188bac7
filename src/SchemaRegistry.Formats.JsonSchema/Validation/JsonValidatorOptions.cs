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
}
