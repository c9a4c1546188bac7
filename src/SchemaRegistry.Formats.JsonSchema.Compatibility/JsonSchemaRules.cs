using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Compatibility.Changes;
using SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;
using SchemaRegistry.Formats.JsonSchema.Compatibility.Witnesses;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility;

/// <summary>The rules of JSON Schema.</summary>
public sealed class JsonSchemaRules : ICompatibilityRules
{
    public static readonly JsonSchemaRules Instance = new();

    private JsonSchemaRules()
    {
    }

    public SchemaType Type => SchemaType.Json;

    public IReadOnlyList<Incompatibility> FindIncompatibilities(
        ParsedSchema reader, ParsedSchema writer, ComparisonOptions options) =>
        JsonSchemaCompatibility.Find(
            ((JsonSchemaParsedSchema)reader).Scope, ((JsonSchemaParsedSchema)writer).Scope, options);

    public ChangeList FindChanges(ParsedSchema old, ParsedSchema updated) =>
        JsonChanges.Find(((JsonSchemaParsedSchema)old).Scope, ((JsonSchemaParsedSchema)updated).Scope);

    public IReadOnlyList<LocatedIncompatibility> Locate(
        ComparedSide reader, ComparedSide writer, ComparisonOptions options) =>
        JsonSchemaCompatibility.Locate(reader, writer, options);

    public IReadOnlyList<SchemaEdit> ProposeEdits(
        LocatedIncompatibility finding, ComparedSide reader, ComparedSide writer, bool editsReader) =>
        EditProposals.For(finding, reader, writer, editsReader);

    public Witness? FindWitness(
        LocatedIncompatibility finding, ParsedSchema reader, ParsedSchema writer, WitnessBudget budget) =>
        WitnessSearch.Run(finding.Finding, (JsonSchemaParsedSchema)reader, (JsonSchemaParsedSchema)writer, budget);
}
