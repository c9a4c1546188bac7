using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Registry;

/// <summary>What the operator decides for all scopes. Immutable.</summary>
public sealed record RegistryOptions
{
    /// <summary>The level where no config says one.</summary>
    public CompatibilityLevel DefaultLevel { get; init; } = CompatibilityLevel.Backward;
}
