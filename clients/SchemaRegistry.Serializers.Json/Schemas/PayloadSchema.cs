using SchemaRegistry.Client;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Validation;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Serializers.Json.Bodies;

namespace SchemaRegistry.Serializers.Json.Schemas;

/// <summary>The schema of payloads.</summary>
internal sealed class PayloadSchema
{
    private readonly JsonSchemaParsedSchema _parsed;

    private PayloadSchema(JsonSchemaParsedSchema parsed) => _parsed = parsed;

    /// <summary>The title, by which subjects may be named, or null.</summary>
    public string? Name => _parsed.Name;

    /// <exception cref="PayloadException">The text is no JSON Schema.</exception>
    public static PayloadSchema Parse(SchemaDefinition definition, ReferenceSet references)
    {
        if (definition.Type != SchemaType.Json)
            throw new PayloadException($"The schema is of the type {definition.Type.ToName()}, not {SchemaTypeNames.Json}.");
        return JsonSchemaFormat.Instance.Parse(definition.Text, references, SchemaParsing.Stored)
            .TryGetSchema(out var parsed, out var problems)
                ? new PayloadSchema((JsonSchemaParsedSchema)parsed)
                : throw new PayloadException($"The schema is not valid: {string.Join("; ", problems)}");
    }

    /// <exception cref="PayloadException">The schema can judge no values.</exception>
    public BodyCheck? CreateCheck(PayloadValidation validation)
    {
        if (validation == PayloadValidation.Skip)
            return null;
        return JsonValidator.Compile(_parsed, JsonValidatorOptions.Default, out var problems) is { } validator
            ? new BodyCheck(validator)
            : throw new PayloadException($"Nothing can be validated by the schema: {string.Join("; ", problems)}");
    }
}
