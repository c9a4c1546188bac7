namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// How severe a difference must be to count. Only JSON Schema knows differences that a lenient check tolerates; the
/// other languages answer the same under both.
/// </summary>
public enum CompatibilityPolicy
{
    /// <summary>Everything that the reader could refuse counts. What holds where nothing is configured.</summary>
    Strict,

    /// <summary>
    /// An optional property may come and go, in open and closed objects alike; a change of its schema still counts.
    /// </summary>
    Lenient,
}
