namespace SchemaRegistry.Formats;

/// <summary>How strictly a schema text is read.</summary>
public enum SchemaParsing
{
    /// <summary>
    /// A schema that is about to be registered: names, namespaces and default values are checked as well.
    /// </summary>
    New,

    /// <summary>
    /// A schema that was stored before, imported, or looked up: only what makes it unreadable is refused.
    /// </summary>
    Stored,
}
