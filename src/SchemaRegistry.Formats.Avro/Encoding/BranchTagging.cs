namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>Whether values of a union's branch are written with the branch's name around them.</summary>
internal enum BranchTagging
{
    Never,

    /// <summary>Only a value that would be read as another branch.</summary>
    ByValue,

    Always,
}
