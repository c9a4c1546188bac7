using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Registry;

/// <summary>What the operator decides for all scopes. Immutable.</summary>
public sealed record RegistryOptions
{
    /// <summary>The level where no config says one.</summary>
    public CompatibilityLevel DefaultLevel { get; init; } = CompatibilityLevel.Backward;

    /// <summary>Whether reserved fields and what belongs to them are checked where no config says so.</summary>
    public bool ValidatesFields { get; init; }

    /// <summary>Whether names and default values of new schemas are checked where no config says so.</summary>
    public bool ValidatesNewSchemas { get; init; } = true;

    /// <summary>Whether subjects without a name, and the subject <c>*</c>, are refused.</summary>
    public bool RejectsEmptySubject { get; init; }

    /// <summary>
    /// Whether a schema that reaches two versions under one reference name is refused; else the first one counts.
    /// </summary>
    public bool HasStrictReferences { get; init; }

    /// <summary>Whether modes may be changed.</summary>
    public bool ModesMayChange { get; init; } = true;

    /// <summary>How one pair of schemas is compared; the policy is each subject's own.</summary>
    public ComparisonOptions Comparison { get; init; } = ComparisonOptions.Default;

    /// <summary>Characters of a schema in its stored form.</summary>
    public int MaxSchemaCharacters { get; init; } = RegistryLimits.DefaultMaxSchemaCharacters;

    /// <summary>How many key encryption keys there may be, and how many data encryption keys.</summary>
    public int MaxKeys { get; init; } = RegistryLimits.DefaultMaxKeys;
}
