using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Changes;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
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

    public IReadOnlyList<Incompatibility> FindIncompatibilities(
        ParsedSchema reader, ParsedSchema writer, CompatibilityPolicy policy) =>
        JsonSchemaCompatibility.Find(
            ((JsonSchemaParsedSchema)reader).Scope, ((JsonSchemaParsedSchema)writer).Scope, policy);

    public ChangeList FindChanges(ParsedSchema old, ParsedSchema updated) =>
        JsonChanges.Find(((JsonSchemaParsedSchema)old).Scope, ((JsonSchemaParsedSchema)updated).Scope);
}
