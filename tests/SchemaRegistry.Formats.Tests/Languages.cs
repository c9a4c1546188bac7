using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Compatibility;

namespace SchemaRegistry.Formats.Tests;

internal static class Languages
{
    public static readonly SchemaLanguage Avro = new(AvroFormat.Instance, AvroRules.Instance);
    public static readonly SchemaLanguage JsonSchema = new(JsonSchemaFormat.Instance, JsonSchemaRules.Instance);
    public static readonly SchemaLanguage Protobuf = new(ProtobufFormat.Instance, ProtobufRules.Instance);

    public static SchemaLanguage Of(SchemaType type) => type switch
    {
        SchemaType.Avro => Avro,
        SchemaType.Json => JsonSchema,
        _ => Protobuf,
    };
}
