namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// The verdict on one candidate. <see cref="Messages"/> is what the API answers with <c>verbose=true</c>, empty when
/// compatible; <see cref="Incompatibilities"/> are the findings behind it.
/// </summary>
public sealed record CompatibilityReport(
    IReadOnlyList<string> Messages,
    IReadOnlyList<Incompatibility> Incompatibilities)
{
    public static readonly CompatibilityReport Compatible = new([], []);

    public bool IsCompatible => Messages.Count == 0;

    /// <summary>The version that the candidate does not go with; null when there is none.</summary>
    public int? FailedVersion { get; init; }

    /// <summary>What a person can act on, for those who asked for it; else empty.</summary>
    public IReadOnlyList<ExplainedIncompatibility> Explanations { get; init; } = [];
}
