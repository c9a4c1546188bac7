namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// What a candidate is held to. <paramref name="ValidateFields"/> says whether reserved fields were checked as well.
/// </summary>
public sealed record CompatibilityRule(CompatibilityLevel Level, bool ValidateFields = false)
{
    /// <summary>How each pair is compared.</summary>
    public ComparisonOptions Comparison { get; init; } = ComparisonOptions.Default;
}
