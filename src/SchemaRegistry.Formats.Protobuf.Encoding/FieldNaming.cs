namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>Under which names fields are printed; both are read.</summary>
public enum FieldNaming
{
    /// <summary>The field's <c>json_name</c>: lowerCamelCase, where the schema sets no other.</summary>
    Json,

    /// <summary>The name in the .proto file.</summary>
    Original,
}
