using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Tests.Tags;

namespace SchemaRegistry.Formats.Tests.Changes;

/// <summary>The deepest and widest schemas that are read are also compared and searched for tags.</summary>
public sealed class HostileChangesTests
{
    [Theory]
    [InlineData("""{"not":""", "}", 998)]
    [InlineData("""{"allOf":[""", "]}", 498)]
    [InlineData("""{"items":""", "}", 998)]
    [InlineData("""{"if":""", "}", 998)]
    [InlineData("""{"x":""", "}", 998)]
    public void Deep_JSON_schemas_are_compared_and_searched(string open, string close, int levels)
    {
        var old = Parse(JsonSchemaFormat.Instance, Nest(open, """{"confluent:tags":["A"]}""", close, levels));
        var updated = Parse(JsonSchemaFormat.Instance, Nest(open, """{"confluent:tags":["B"]}""", close, levels));

        var diff = Diffs.Compare(old, updated);

        Assert.NotEmpty(diff.Changes);
        Assert.InRange(old.FindTags().Count, 0, 1);
        Assert.NotNull(old.EditTags(TagEdits.Add(TagEdits.On("r:object", "A"))).Text);
    }

    [Fact]
    public void Deep_Avro_schemas_are_compared_and_searched()
    {
        var old = Parse(AvroFormat.Instance, Nest("""{"type":"array","items":""", "\"int\"", "}", 998));
        var updated = Parse(AvroFormat.Instance, Nest("""{"type":"array","items":""", "\"long\"", "}", 998));

        var diff = Diffs.Compare(old, updated);

        Assert.Equal("TYPE_PROMOTED", Assert.Single(diff.Changes).Kind);
        Assert.Empty(old.FindTags());
    }

    [Fact]
    public void Deep_Protobuf_schemas_are_compared_and_searched()
    {
        var old = Parse(ProtobufFormat.Instance, Proto("int32"));
        var updated = Parse(ProtobufFormat.Instance, Proto("int64"));

        var diff = Diffs.Compare(old, updated);

        Assert.Equal("TYPE_CHANGED", Assert.Single(diff.Changes).Kind);
    }

    [Fact]
    public void A_comparison_that_is_too_much_is_incomplete_and_says_so()
    {
        var old = Parse(JsonSchemaFormat.Instance, Alternatives("a"));
        var updated = Parse(JsonSchemaFormat.Instance, Alternatives("b"));

        var diff = Diffs.Compare(old, updated);

        Assert.False(diff.IsComplete);
        Assert.Contains(diff.Changes, change => change.BreaksBackward == "TOO_COMPLEX");
    }

    private static string Alternatives(string name) =>
        $$"""{"oneOf":[{{string.Join(',', Enumerable.Range(0, 1000).Select(index =>
            $$"""{"type":"object","properties":{"{{name}}{{index}}":{"type":"string"} } }"""))}}]}""";

    private static string Proto(string type) =>
        "syntax = \"proto3\"; " + Nest("message A { ", $"{type} a = 1;", "}", 31);

    private static string Nest(string open, string inner, string close, int levels) =>
        string.Concat(Enumerable.Repeat(open, levels)) + inner + string.Concat(Enumerable.Repeat(close, levels));

    private static ParsedSchema Parse(ISchemaFormat format, string text)
    {
        var result = format.Parse(text, SchemaRegistry.Formats.References.ReferenceSet.Empty, SchemaParsing.Stored);
        Assert.True(result.TryGetSchema(out var schema, out var problems), string.Join("; ", problems));
        return schema;
    }
}
