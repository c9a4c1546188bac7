using SchemaRegistry.Formats.Avro.Compatibility.Changes;
using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility;

/// <summary>The rules of Avro, the same under every policy.</summary>
public sealed class AvroRules : ICompatibilityRules
{
    public static readonly AvroRules Instance = new();

    private AvroRules()
    {
    }

    public SchemaType Type => SchemaType.Avro;

    public IReadOnlyList<Incompatibility> FindIncompatibilities(
        ParsedSchema reader, ParsedSchema writer, ComparisonOptions options) =>
        AvroCompatibility.Find(((AvroParsedSchema)reader).Root, ((AvroParsedSchema)writer).Root, options);

    public ChangeList FindChanges(ParsedSchema old, ParsedSchema updated) =>
        AvroChanges.Find(((AvroParsedSchema)old).Root, ((AvroParsedSchema)updated).Root);

    public IReadOnlyList<LocatedIncompatibility> Locate(
        ComparedSide reader, ComparedSide writer, ComparisonOptions options) =>
        [
            .. FindIncompatibilities(reader.Schema, writer.Schema, options)
                .Select(found => new LocatedIncompatibility(found, new SchemaSpot(""), new SchemaSpot(""))),
        ];

    public IReadOnlyList<SchemaEdit> ProposeEdits(
        LocatedIncompatibility finding, ComparedSide reader, ComparedSide writer, bool editsReader) => [];

    public Witness? FindWitness(
        LocatedIncompatibility finding, ParsedSchema reader, ParsedSchema writer, WitnessBudget budget) => null;
}
