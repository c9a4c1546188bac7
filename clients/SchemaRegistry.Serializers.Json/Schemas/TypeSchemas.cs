using System.Text.Json;
using NJsonSchema.Generation;
using GeneratedSchema = NJsonSchema.JsonSchema;

namespace SchemaRegistry.Serializers.Json.Schemas;

/// <summary>Schemas made of .NET types.</summary>
internal static class TypeSchemas
{
    /// <summary>The schema of a type as System.Text.Json writes it with the options.</summary>
    public static string Create(Type type, JsonSerializerOptions json) =>
        GeneratedSchema
            .FromType(type, new SystemTextJsonSchemaGeneratorSettings { SerializerOptions = json })
            .ToJson(Newtonsoft.Json.Formatting.None);
}
