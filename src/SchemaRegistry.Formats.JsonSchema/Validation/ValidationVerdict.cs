namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>What came of a validation.</summary>
internal enum ValidationVerdict
{
    Accepted,
    Refused,

    /// <summary>It went beyond a bound and has no verdict.</summary>
    Stopped,
}
