namespace SchemaRegistry.Formats.Compatibility;

/// <summary>A candidate and the earlier version that it does not go with.</summary>
/// <param name="Candidate">The schema that was to become the next version.</param>
/// <param name="Earlier">The version that it was compared with, of the same language.</param>
/// <param name="Version">The number of that version.</param>
/// <param name="Rule">What the candidate is held to.</param>
public sealed record CompatibilityDispute(
    ComparedSide Candidate, ComparedSide Earlier, int Version, CompatibilityRule Rule)
{
    /// <summary>How the text of the candidate is read.</summary>
    public SchemaParsing Parsing { get; init; } = SchemaParsing.New;

    /// <summary>Versions that the candidate goes with, and has to go with when it is changed.</summary>
    public IReadOnlyList<EarlierVersion> Others { get; init; } = [];

    /// <summary>Names that no field at the top level may have, where fields are validated.</summary>
    public IReadOnlyList<string> ReservedNames { get; init; } = [];

    /// <summary>Who reads and who wrote in a direction.</summary>
    public (ComparedSide Reader, ComparedSide Writer) Sides(CompatibilityDirection direction) =>
        direction == CompatibilityDirection.Backward ? (Candidate, Earlier) : (Earlier, Candidate);
}
