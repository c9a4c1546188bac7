using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Avro;

/// <summary>Short ways to parse in tests.</summary>
internal static class AvroText
{
    public static AvroParsedSchema Parse(string text, params ResolvedReference[] references) =>
        Read(text, SchemaParsing.New, references).Schema as AvroParsedSchema
        ?? throw new Xunit.Sdk.XunitException(
            $"{text}: {string.Join("; ", Read(text, SchemaParsing.New, references).Problems)}");

    public static SchemaParseResult Read(
        string text, SchemaParsing parsing = SchemaParsing.New, params ResolvedReference[] references) =>
        AvroFormat.Instance.Parse(text, new ReferenceSet(references), parsing);
}
