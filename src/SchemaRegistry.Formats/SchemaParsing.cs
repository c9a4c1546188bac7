namespace SchemaRegistry.Formats;

/// <summary>How strictly a schema text is read.</summary>
public enum SchemaParsing
{
    /// <summary>
    /// A schema that is about to be registered: names, namespaces and default values are checked as well.
    /// </summary>
    New,

    /// <summary>
    /// A schema that is looked up, or registered where new schemas are not checked: what it says must make sense, its
    /// types and references must be there, but names and default values are as they are.
    /// </summary>
    Checked,

    /// <summary>
    /// A schema that is copied from another registry: it is taken as it is, unless it wants something from the network.
    /// </summary>
    Copied,

    /// <summary>A schema that was stored before: only what makes it unreadable is refused.</summary>
    Stored,
}
