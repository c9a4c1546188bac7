namespace SchemaRegistry.Registry.Changes;

/// <summary>What a change did. The numbers are stored: they stay.</summary>
public enum ChangeKind
{
    /// <summary>A version with its id and content.</summary>
    VersionAdded = 1,

    /// <summary>A soft delete.</summary>
    VersionDeleted = 2,

    /// <summary>A hard delete.</summary>
    VersionRemoved = 3,

    /// <summary>A config as JSON, or none when it was removed.</summary>
    ConfigSet = 4,

    /// <summary>A mode by name, or none when it was removed.</summary>
    ModeSet = 5,

    /// <summary>A context that holds nothing is listed no more; its ids are still never given again.</summary>
    ContextRemoved = 6,

    /// <summary>An association as JSON; without its GUID when it was removed.</summary>
    AssociationSet = 7,
    /// <summary>A key encryption key as JSON, or none when it was removed; see Keys/KeyChange.</summary>
    KekSet = 8,

    /// <summary>A data encryption key, or its removal, as JSON; see Keys/KeyChange.</summary>
    DekSet = 9,
}
