namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>Whether fields that cannot be told from absent ones are printed.</summary>
public enum DefaultFields
{
    Omit,

    /// <summary>
    /// Singular fields without presence are printed with their default, empty repeated fields as <c>[]</c> and empty
    /// maps as <c>{}</c>. Absent fields with presence are not printed.
    /// </summary>
    Print,
}
