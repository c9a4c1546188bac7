using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Compatibility;

namespace SchemaRegistry.Server.Hosting;

/// <summary>The languages that the registry speaks.</summary>
internal static class SchemaLanguages
{
    public static readonly IReadOnlyList<SchemaLanguage> All =
    [
        new(AvroFormat.Instance, AvroRules.Instance),
        new(JsonSchemaFormat.Instance, JsonSchemaRules.Instance),
        new(ProtobufFormat.Instance, ProtobufRules.Instance),
    ];
}
