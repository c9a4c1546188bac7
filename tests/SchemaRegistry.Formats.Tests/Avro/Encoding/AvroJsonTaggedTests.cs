using SchemaRegistry.Formats.Avro.Encoding;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

/// <summary>The JSON encoding of the Avro specification.</summary>
public sealed class AvroJsonTaggedTests
{
    private const string Node = """
        {"type":"record","name":"Node","namespace":"com.x","fields":[
          {"name":"v","type":["null","int","string","bytes"]},
          {"name":"next","type":["null","Node"],"default":null}]}
        """;

    [Theory]
    [InlineData("""{"v":null,"next":null}""", "00 00")]
    [InlineData("""{"v":{"int":5},"next":null}""", "02 0A 00")]
    [InlineData("""{"v":{"string":"a"},"next":{"com.x.Node":{"v":{"bytes":"ÿ"},"next":null}}}""", "04 0261 02 06 02FF 00")]
    public void Values_of_a_union_name_their_branch(string json, string hex)
    {
        Assert.Equal(Hex.Normalize(hex), JsonText.ToHex(Node, json, AvroJsonStyle.Tagged));
        Assert.Equal(json, JsonText.FromHex(Node, hex, AvroJsonStyle.Tagged));
    }

    [Theory]
    [InlineData("""{"v":5,"next":null}""", "! $.v: expected null, int, string or bytes, found 5")]
    [InlineData("""{"v":{"long":5},"next":null}""", "! $.v: expected null, int, string or bytes, found an object")]
    [InlineData("""{"v":{"int":"5"},"next":null}""", "! $.v.int: expected int, found a string")]
    [InlineData("""{"v":{"int":5,"x":1},"next":null}""", "! $.v: an object that names a union's branch has one member")]
    [InlineData("""{"v":null}""", "! $.next: the member is missing; expected null or com.x.Node")]
    public void What_is_not_tagged_as_the_union_says_is_refused(string json, string problem) =>
        Assert.Equal(problem, JsonText.ToHex(Node, json, AvroJsonStyle.Tagged));

    [Fact]
    public void Bytes_are_the_characters_up_to_U00FF()
    {
        const string schema = """{"type":"fixed","name":"F","size":3}""";

        Assert.Equal("00FF41", JsonText.ToHex(schema, "\"\\u0000\\u00FFA\"", AvroJsonStyle.Tagged));
        Assert.Equal("\"\\u0000ÿA\"", JsonText.FromHex(schema, "00FF41", AvroJsonStyle.Tagged));
    }
}
