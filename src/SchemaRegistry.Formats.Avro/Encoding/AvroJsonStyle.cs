namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>How Avro data is written as JSON. In both, bytes are a string of the characters U+0000 to U+00FF.</summary>
public enum AvroJsonStyle
{
    /// <summary>
    /// The JSON encoding of the Avro specification: a value of a union stands in an object that names its branch,
    /// every field is there.
    /// </summary>
    Tagged,

    /// <summary>
    /// What a person writes: the branch of a union follows from the value, fields with a default may be absent. A
    /// value whose branch would not follow from it is written tagged, so that reading what was written gives the same
    /// bytes.
    /// </summary>
    Plain,
}
