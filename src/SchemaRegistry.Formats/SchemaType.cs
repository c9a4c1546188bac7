namespace SchemaRegistry.Formats;

/// <summary>The schema languages that the registry API names in <c>schemaType</c>.</summary>
public enum SchemaType
{
    Avro,
    Protobuf,
    Json,
}
