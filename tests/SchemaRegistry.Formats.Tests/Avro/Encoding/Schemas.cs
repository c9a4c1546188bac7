using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

internal static class Schemas
{
    public static AvroSchema Parse(string text)
    {
        var result = AvroFormat.Instance.Parse(text, ReferenceSet.Empty, SchemaParsing.Stored);
        Assert.True(result.TryGetSchema(out var schema, out var problems), string.Join('\n', problems));
        return ((AvroParsedSchema)schema).Root;
    }
}
