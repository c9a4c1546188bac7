namespace SchemaRegistry.Registry.Settings;

/// <summary>What may be done in a scope.</summary>
public enum RegistryMode
{
    ReadWrite,
    ReadOnly,

    /// <summary>Deprecated in the API; acts as <see cref="ReadOnly"/>.</summary>
    ReadOnlyOverride,

    /// <summary>Only schemas with a given id, without checks: for copying a registry.</summary>
    Import,

    /// <summary>As <see cref="Import"/>, for the scope behind all scopes only.</summary>
    Forward,
}
