namespace SchemaRegistry.Formats.Avro.Canonical;

internal enum PrintStyle
{
    /// <summary>
    /// The stored text: attributes in the order of the input, names relative to the enclosing namespace.
    /// </summary>
    Canonical,

    /// <summary>
    /// Custom attributes, aliases and JSON keys sorted, logical types first and regular, empty docs dropped.
    /// </summary>
    Normalized,

    /// <summary>
    /// Custom attributes, aliases and JSON keys sorted; nothing dropped. Equal texts mean equivalent schemas.
    /// </summary>
    Equivalence,
}
