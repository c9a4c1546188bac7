using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Compatibility.Changes;
using SchemaRegistry.Formats.Protobuf.Compatibility.Edits;
using SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>The rules of Protocol Buffers, the same under every policy.</summary>
public sealed class ProtobufRules : ICompatibilityRules
{
    public static readonly ProtobufRules Instance = new();

    private ProtobufRules()
    {
    }

    public SchemaType Type => SchemaType.Protobuf;

    public IReadOnlyList<Incompatibility> FindIncompatibilities(
        ParsedSchema reader, ParsedSchema writer, ComparisonOptions options) =>
        ProtobufCompatibility.Find(((ProtobufSchema)reader).Resolved, ((ProtobufSchema)writer).Resolved, options);

    public ChangeList FindChanges(ParsedSchema old, ParsedSchema updated) =>
        ProtobufChanges.Find(((ProtobufSchema)old).Normalized, ((ProtobufSchema)updated).Normalized);

    public IReadOnlyList<LocatedIncompatibility> Locate(
        ComparedSide reader, ComparedSide writer, ComparisonOptions options) =>
        ProtobufCompatibility.Locate(reader, writer, options);

    public IReadOnlyList<SchemaEdit> ProposeEdits(
        LocatedIncompatibility finding, ComparedSide reader, ComparedSide writer, bool editsReader) =>
        ProtobufEdits.Propose(
            editsReader
                ? new EditCase(finding, reader, writer, editsReader: true)
                : new EditCase(finding, writer, reader, editsReader: false));

    public Witness? FindWitness(
        LocatedIncompatibility finding, ParsedSchema reader, ParsedSchema writer, WitnessBudget budget) =>
        WitnessSearch.Find(finding, (ProtobufSchema)reader, (ProtobufSchema)writer, budget);
}
