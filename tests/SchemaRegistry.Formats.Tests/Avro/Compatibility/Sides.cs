using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>Short ways to compare two texts in tests.</summary>
internal static class Sides
{
    public static ComparedSide Of(string text, params ResolvedReference[] references)
    {
        var result = AvroText.Read(text, SchemaParsing.Stored, references);
        Assert.True(result.TryGetSchema(out var schema, out var problems), $"{text}: {string.Join("; ", problems)}");
        return new ComparedSide(schema!, text, new ReferenceSet(references));
    }

    public static AvroSchema Root(this ComparedSide side) => ((AvroParsedSchema)side.Schema).Root;

    public static IReadOnlyList<LocatedIncompatibility> Locate(ComparedSide reader, ComparedSide writer) =>
        AvroRules.Instance.Locate(reader, writer, ComparisonOptions.Default);

    public static IReadOnlyList<LocatedIncompatibility> Locate(string reader, string writer) =>
        Locate(Of(reader), Of(writer));
}
