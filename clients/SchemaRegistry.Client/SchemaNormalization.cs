namespace SchemaRegistry.Client;

/// <summary>Which text of a schema is registered or looked up.</summary>
public enum SchemaNormalization
{
    /// <summary>The text as the caller wrote it.</summary>
    AsWritten,

    /// <summary>
    /// The registry's normal form, in which texts that differ in order and spelling only are the same.
    /// </summary>
    Normalized,
}
