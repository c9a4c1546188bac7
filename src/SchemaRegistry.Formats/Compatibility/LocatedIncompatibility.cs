namespace SchemaRegistry.Formats.Compatibility;

/// <summary>A finding with its place in the schema that reads and in the one that wrote.</summary>
public sealed record LocatedIncompatibility(Incompatibility Finding, SchemaSpot Reader, SchemaSpot Writer)
{
    /// <summary>How it was found; who compares again to find it once more does it so.</summary>
    public ComparisonOptions Comparison { get; init; } = ComparisonOptions.Default;
}
