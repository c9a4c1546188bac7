using System.Text.Json;
using NJsonSchema.Generation;
using SchemaRegistry.Client;
using GeneratedSchema = NJsonSchema.JsonSchema;

namespace SchemaRegistry.Serializers.Json.Schemas;

/// <summary>Schemas made of .NET types.</summary>
internal static class TypeSchemas
{
    /// <summary>The schema of a type as System.Text.Json writes it with the options.</summary>
    /// <exception cref="PayloadException">No schema can be made of the type.</exception>
    public static string Create(Type type, JsonSerializerOptions json)
    {
        try
        {
            return GeneratedSchema
                .FromType(type, new SystemTextJsonSchemaGeneratorSettings { SerializerOptions = json })
                .ToJson(Newtonsoft.Json.Formatting.None);
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw new PayloadException($"No schema can be made of {type}: {e.Message} Give one in the options.", e);
        }
    }
}
