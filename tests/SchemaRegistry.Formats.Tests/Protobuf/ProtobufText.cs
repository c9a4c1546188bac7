using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Protobuf;

/// <summary>Short cuts for tests that need schemas.</summary>
internal static class ProtobufText
{
    public static SchemaParseResult Read(string text, SchemaParsing parsing, params ResolvedReference[] references) =>
        ProtobufFormat.Instance.Parse(text, new ReferenceSet(references), parsing);

    /// <summary>Fails the test with the problems when the text is refused.</summary>
    public static ProtobufSchema Parse(string text, params ResolvedReference[] references)
    {
        var result = Read(text, SchemaParsing.Stored, references);
        Assert.True(result.TryGetSchema(out var schema, out var problems), $"{text}: {string.Join("; ", problems)}");
        return (ProtobufSchema)schema!;
    }
}
