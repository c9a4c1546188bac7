namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>Custom attributes of a schema that have a meaning for its data.</summary>
public static class AvroEncodingNames
{
    /// <summary>
    /// On a field: the member name in plain JSON where it is no legal Avro name. It is used when no two fields of the
    /// record would then have the same name.
    /// </summary>
    public const string OriginalNameProperty = "original";
}
