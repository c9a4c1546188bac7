namespace SchemaRegistry.Client;

/// <summary>What a registry says to a schema that could become the next version.</summary>
/// <param name="IsCompatible">Whether it could.</param>
/// <param name="Messages">The reasons against it in the registry's words; empty when there are none.</param>
public sealed record CompatibilityAnswer(bool IsCompatible, IReadOnlyList<string> Messages)
{
    /// <summary>
    /// The same with places, suggestions and witnesses, from registries that tell them; else empty.
    /// </summary>
    public IReadOnlyList<SchemaIncompatibility> Incompatibilities { get; init; } = [];
}
