using SchemaRegistry.Formats.Avro.Changes;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Avro.Parsing;
using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Avro;

/// <summary>The entry to the Avro language, as the Avro library for Java 1.12 reads, prints and compares it.</summary>
public sealed class AvroFormat : ISchemaFormat
{
    public static readonly AvroFormat Instance = new();

    private AvroFormat()
    {
    }

    public SchemaType Type => SchemaType.Avro;

    public SchemaParseResult Parse(string text, ReferenceSet references, SchemaParsing parsing) =>
        AvroParser.Parse(text, references, parsing);

    /// <summary>The rules of Avro are the same under every policy.</summary>
    public IReadOnlyList<Incompatibility> FindIncompatibilities(
        ParsedSchema reader, ParsedSchema writer, CompatibilityPolicy policy) =>
        AvroCompatibility.Find(((AvroParsedSchema)reader).Root, ((AvroParsedSchema)writer).Root);

    public ChangeList FindChanges(ParsedSchema old, ParsedSchema updated) =>
        AvroChanges.Find(((AvroParsedSchema)old).Root, ((AvroParsedSchema)updated).Root);
}
