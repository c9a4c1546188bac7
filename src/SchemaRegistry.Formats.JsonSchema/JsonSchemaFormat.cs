using SchemaRegistry.Formats.JsonSchema.Parsing;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.JsonSchema;

/// <summary>The entry to JSON Schema: drafts 4, 6, 7, 2019-09 and 2020-12.</summary>
public sealed class JsonSchemaFormat : ISchemaFormat
{
    public static readonly JsonSchemaFormat Instance = new();

    private JsonSchemaFormat()
    {
    }

    public SchemaType Type => SchemaType.Json;

    public SchemaParseResult Parse(string text, ReferenceSet references, SchemaParsing parsing) =>
        JsonSchemaParser.Parse(text, references, parsing);
}
