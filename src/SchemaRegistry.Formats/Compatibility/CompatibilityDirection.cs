namespace SchemaRegistry.Formats.Compatibility;

/// <summary>Which of two schemas reads what the other one wrote.</summary>
public enum CompatibilityDirection
{
    /// <summary>The new schema reads old data.</summary>
    Backward,

    /// <summary>The old schema reads new data.</summary>
    Forward,
}
