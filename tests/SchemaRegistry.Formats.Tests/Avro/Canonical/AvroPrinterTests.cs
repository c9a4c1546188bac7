namespace SchemaRegistry.Formats.Tests.Avro.Canonical;

/// <summary>
/// Expected texts follow the layout that Avro for Java 1.12 was seen to print (rules 2.4 and 4.2 of the notes on it).
/// </summary>
public sealed class AvroPrinterTests
{
    [Theory]
    [InlineData("""{ "type" : "string" }""", "\"string\"")]
    [InlineData("""{"type":"string","doc":"x","name":"y"}""", "\"string\"")]
    [InlineData("""{"type":"string","avro.java.string":"String"}""", """{"type":"string","avro.java.string":"String"}""")]
    [InlineData("""{"name":"R","type":"record","namespace":"a","doc":"","fields":[],"aliases":["Q","a.P","b.O"],"x":1}""",
        """{"type":"record","name":"R","namespace":"a","doc":"","fields":[],"x":1,"aliases":["Q","P","b.O"]}""")]
    [InlineData("""{"type":"record","name":"a.R","fields":[]}""", """{"type":"record","name":"R","namespace":"a","fields":[]}""")]
    [InlineData("""{"type":"record","name":"R","aliases":[],"fields":[{"x":1,"aliases":["q"],"order":"descending","default":1,"doc":"d","type":"int","name":"f"}]}""",
        """{"type":"record","name":"R","fields":[{"name":"f","type":"int","doc":"d","default":1,"order":"descending","aliases":["q"],"x":1}]}""")]
    [InlineData("""{"type":"record","name":"a.R","fields":[{"name":"f","type":{"type":"fixed","name":"F","namespace":"","size":2}},{"name":"g","type":"F"}]}""",
        """{"type":"record","name":"R","namespace":"a","fields":[{"name":"f","type":{"type":"fixed","name":"F","namespace":"","size":2}},{"name":"g","type":"F"}]}""")]
    [InlineData("""{"type":"enum","name":"E","default":"A","symbols":["A"],"z":true}""",
        """{"type":"enum","name":"E","symbols":["A"],"default":"A","z":true}""")]
    [InlineData("""{"type":"map","k":null,"values":"long"}""", """{"type":"map","values":"long","k":null}""")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"f","type":"double","default":1e3},{"name":"g","type":"double","default":1.50},{"name":"h","type":"double","default":1},{"name":"i","type":"double","default":1e10},{"name":"j","type":"double","default":0.00012}]}""",
        """{"type":"record","name":"R","fields":[{"name":"f","type":"double","default":1000.0},{"name":"g","type":"double","default":1.5},{"name":"h","type":"double","default":1},{"name":"i","type":"double","default":1.0E10},{"name":"j","type":"double","default":1.2E-4}]}""")]
    [InlineData("{\"type\":\"record\",\"name\":\"R\",\"doc\":\"\\u00e4\\u0001\\n\",\"fields\":[]}",
        "{\"type\":\"record\",\"name\":\"R\",\"doc\":\"ä\\u0001\\n\",\"fields\":[]}")]
    [InlineData("""{"type":"int","a":1,"a":2}""", """{"type":"int","a":2}""")]
    public void The_canonical_text_is_the_print_of_the_Avro_library(string text, string canonical)
    {
        Assert.Equal(canonical, AvroText.Parse(text).CanonicalText);
        Assert.Equal(canonical, AvroText.Parse(canonical).CanonicalText);
    }

    [Theory]
    [InlineData("""{"type":"record","name":"a.R","doc":"","z":1,"b":{"y":1,"x":2},"aliases":["Q","B"],"fields":[{"name":"f","type":"int","order":"ascending","doc":""}]}""",
        """{"type":"record","name":"R","namespace":"a","fields":[{"name":"f","type":"int","doc":""}],"b":{"x":2,"y":1},"z":1,"aliases":["B","Q"]}""")]
    [InlineData("""{"type":"bytes","scale":0,"a":1,"precision":4,"logicalType":"decimal"}""",
        """{"type":"bytes","logicalType":"decimal","precision":4,"a":1}""")]
    [InlineData("""{"type":"bytes","scale":2,"precision":4,"logicalType":"decimal"}""",
        """{"type":"bytes","logicalType":"decimal","precision":4,"scale":2}""")]
    [InlineData("""["null",{"type":"enum","name":"E","symbols":["B","A"]}]""", """["null",{"type":"enum","name":"E","symbols":["B","A"]}]""")]
    public void The_normalized_text_sorts_what_carries_no_order(string text, string normalized)
    {
        Assert.Equal(normalized, AvroText.Parse(text).ToNormalizedText());
        Assert.Equal(normalized, AvroText.Parse(normalized).ToNormalizedText());
        Assert.Equal(normalized, AvroText.Parse(normalized).CanonicalText);
    }

    [Theory]
    [InlineData("""{"type":"int","a":1,"b":2}""", """{"type":"int","b":2,"a":1}""", true)]
    [InlineData("""{"type":"int","a":1}""", """{"type":"int","a":2}""", false)]
    [InlineData("""{"type":"fixed","name":"F","size":1,"aliases":["A","B"]}""", """{"type":"fixed","name":"F","size":1,"aliases":["B","A"]}""", true)]
    [InlineData("""{"type":"fixed","name":"F","size":1,"doc":"x"}""", """{"type":"fixed","name":"F","size":1}""", false)]
    [InlineData("""{"type":"enum","name":"E","symbols":["A"],"default":"A"}""", """{"type":"enum","name":"E","symbols":["A"]}""", false)]
    public void Equivalence_ignores_the_order_of_attributes_but_no_content(string one, string other, bool expected)
    {
        Assert.Equal(expected, AvroText.Parse(one).IsEquivalentTo(AvroText.Parse(other)));
        Assert.Equal(expected, AvroText.Parse(one).EquivalenceKey == AvroText.Parse(other).EquivalenceKey);
    }
}
