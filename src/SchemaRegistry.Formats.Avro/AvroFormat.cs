using SchemaRegistry.Formats.Avro.Parsing;
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
}
