using System.Buffers;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

/// <summary>The rules of the Avro specification 1.12, "Schema Resolution", one line each.</summary>
public sealed class ResolutionTests
{
    private const string Inner = """{"type":"record","name":"In","fields":[{"name":"a","type":"int"},{"name":"b","type":"string"}]}""";

    [Theory]
    [InlineData("\"int\"", "\"long\"", "0A", "5")]
    [InlineData("\"int\"", "\"float\"", "0A", "5")]
    [InlineData("\"int\"", "\"double\"", "0A", "5")]
    [InlineData("\"long\"", "\"float\"", "0A", "5")]
    [InlineData("\"long\"", "\"double\"", "0A", "5")]
    [InlineData("\"float\"", "\"double\"", "0000C03F", "1.5")]
    [InlineData("\"string\"", "\"bytes\"", "04C3A4", "\"Ã¤\"")]
    [InlineData("\"bytes\"", "\"string\"", "04C3A4", "\"ä\"")]
    [InlineData("\"bytes\"", "\"string\"", "02FF", "! $: a string is not valid UTF-8")]
    [InlineData("\"long\"", "\"int\"", "0A", "! $: the data has long here, which can not be read as int")]
    [InlineData("\"int\"", "[\"null\",\"long\"]", "0A", "5")]
    [InlineData("\"int\"", "[\"long\",\"int\"]", "0A", "{\"int\":5}")]
    [InlineData("[\"null\",\"int\"]", "\"long\"", "020A", "5")]
    [InlineData("[\"null\",\"int\"]", "\"long\"", "00", "! $: the data has null here, which can not be read as long")]
    [InlineData("[\"null\",\"int\"]", "[\"string\",\"null\",\"long\"]", "020A", "{\"long\":5}")]
    [InlineData("[\"int\",\"string\"]", "[\"string\",\"null\"]", "0002", "! $: the data has int here, which can not be read as string or null")]
    [InlineData("{\"type\":\"array\",\"items\":\"int\"}", "{\"type\":\"array\",\"items\":\"long\"}", "020A00", "[5]")]
    [InlineData("{\"type\":\"map\",\"values\":\"int\"}", "{\"type\":\"map\",\"values\":\"double\"}", "0202610A00", "{\"a\":5}")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"F\",\"size\":1}", "{\"type\":\"fixed\",\"name\":\"n.F\",\"size\":1}", "41", "\"A\"")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"F\",\"size\":1}", "{\"type\":\"fixed\",\"name\":\"F\",\"size\":2}", "41", "! $: the data has F of 1 bytes here, the reader's F has 2")]
    public void Types_are_promoted_and_branches_found(string writer, string reader, string hex, string expected)
    {
        var style = reader.StartsWith('[') && expected.StartsWith('{') ? AvroJsonStyle.Tagged : AvroJsonStyle.Plain;

        Assert.Equal(expected, Decode(writer, reader, hex, style));
    }

    [Theory]
    [InlineData("""{"type":"enum","name":"E","symbols":["C","B"]}""", "02", "\"B\"")]
    [InlineData("""{"type":"enum","name":"E","symbols":["C","B"],"default":"C"}""", "00", "\"C\"")]
    [InlineData("""{"type":"enum","name":"E","symbols":["C","B"]}""", "00", "! $: the symbol A is none of the reader's enum E, which has no default")]
    [InlineData("""{"type":"enum","name":"X","aliases":["E"],"symbols":["B"]}""", "02", "\"B\"")]
    [InlineData("""{"type":"enum","name":"X","symbols":["B"]}""", "02", "! $: the data has E here, which can not be read as X")]
    public void Symbols_are_matched_by_name(string reader, string hex, string expected) =>
        Assert.Equal(expected, Decode("""{"type":"enum","name":"E","symbols":["A","B"]}""", reader, hex));

    [Theory]
    [InlineData("""{"name":"b","type":"string"},{"name":"a","type":"long"}""", """{"b":"x","a":5}""")]
    [InlineData("""{"name":"a","type":"int"}""", """{"a":5}""")]
    [InlineData("""{"name":"b","type":"string"}""", """{"b":"x"}""")]
    [InlineData("""{"name":"c","type":"int","default":7},{"name":"b","type":"string"}""", """{"c":7,"b":"x"}""")]
    [InlineData("""{"name":"a","type":"int"},{"name":"c","type":["null","int"],"default":null}""", """{"a":5,"c":null}""")]
    [InlineData("""{"name":"z","aliases":["b"],"type":"string"}""", """{"z":"x"}""")]
    [InlineData("""{"name":"b","type":"string"},{"name":"z","aliases":["b"],"type":"string","default":"d"}""", """{"b":"x","z":"d"}""")]
    [InlineData("""{"name":"c","type":"int"}""", "! $.c: the field 'c' is missing and has no default")]
    [InlineData("""{"name":"c","type":"int","default":"x"}""", "! $.c: the default of the field 'c' does not fit its type, or is too large")]
    public void Fields_are_matched_by_name_and_alias_and_the_rest_defaults(string fields, string expected)
    {
        var reader = $$"""{"type":"record","name":"n.In","fields":[{{fields}}]}""";

        Assert.Equal(expected, Decode(Inner, reader, "0A 0278"));
    }

    [Fact]
    public void A_field_without_default_is_missed_each_time()
    {
        var reader = Schemas.Parse("""{"type":"record","name":"In","fields":[{"name":"c","type":"null"}]}""");
        var decoder = new AvroValueDecoder(Schemas.Parse(Inner), reader);

        var first = decoder.Decode(Hex.ToBytes("0A 0278"), out _);
        var second = decoder.Decode(Hex.ToBytes("0A 0278"), out _);

        Assert.Equal("the field 'c' is missing and has no default", first?.Message);
        Assert.Equal(first, second);
    }

    [Fact]
    public void What_follows_a_record_whose_fields_came_in_another_order_is_read_too()
    {
        const string reader = """
            {"type":"array","items":
              {"type":"record","name":"In","fields":[{"name":"b","type":"string"},{"name":"a","type":"int"}]}}
            """;

        var json = Decode($$"""{"type":"array","items":{{Inner}}}""", reader, "04 0A0278 0C0279 00");

        Assert.Equal("""[{"b":"x","a":5},{"b":"y","a":6}]""", json);
    }

    [Fact]
    public void Values_stand_in_the_order_of_the_readers_schema()
    {
        const string reader = """
            {"type":"record","name":"In","fields":[
              {"name":"c","type":{"type":"array","items":"int"},"default":[1,2]},
              {"name":"b","type":"string"},{"name":"a","type":"double"}]}
            """;
        var decoder = new AvroValueDecoder(Schemas.Parse(Inner), Schemas.Parse(reader));

        Assert.Null(decoder.Decode(Hex.ToBytes("0A 0278"), out var value));

        var record = Assert.IsType<AvroRecord>(value);
        Assert.Equal([1, 2], Assert.IsType<List<object?>>(record["c"]));
        Assert.Equal("x", record[1]);
        Assert.Equal(5.0, record[2]);
    }

    [Fact]
    public void Recursive_types_are_resolved()
    {
        const string writer = """{"type":"record","name":"N","fields":[{"name":"v","type":"int"},{"name":"next","type":["null","N"]}]}""";
        const string reader = """
            {"type":"record","name":"N","fields":[
              {"name":"next","type":["null","N"]},{"name":"v","type":"long"},{"name":"d","type":"string","default":"-"}]}
            """;

        var json = Decode(writer, reader, "02 02 04 00");

        Assert.Equal("""{"next":{"next":null,"v":2,"d":"-"},"v":1,"d":"-"}""", json);
    }

    /// <summary>The three ways of resolving agree: to JSON, to values and to bytes of the reader's schema.</summary>
    private static string Decode(
        string writer, string reader, string hex, AvroJsonStyle style = AvroJsonStyle.Plain)
    {
        var (written, read) = (Schemas.Parse(writer), Schemas.Parse(reader));
        var json = JsonText.Decode(new AvroJsonDecoder(written, read, style), Hex.ToBytes(hex));
        var output = new ArrayBufferWriter<byte>();

        var problem = new AvroTranscoder(written, read).Transcode(Hex.ToBytes(hex), output, out _);
        var valueProblem = new AvroValueDecoder(written, read).Decode(Hex.ToBytes(hex), out var value);

        Assert.Equal(json, problem is null ? JsonText.FromHex(read, Hex.Of(output), style) : JsonText.Show(problem));
        Assert.Equal((problem?.Path, problem?.Message), (valueProblem?.Path, valueProblem?.Message));
        if (problem is null)
            Assert.Equal(ValueText.Of(Value(read, output.WrittenSpan)), ValueText.Of(value));
        return json;
    }

    private static object? Value(AvroSchema schema, ReadOnlySpan<byte> binary)
    {
        Assert.Null(new AvroValueDecoder(schema).Decode(binary, out var value));
        return value;
    }
}
