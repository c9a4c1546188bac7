using System.Buffers;
using System.Text.Json;
using SchemaRegistry.Formats.Avro.Encoding;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

/// <summary>
/// JSON as a person writes it. The expected bytes are put together by hand from the Avro specification.
/// </summary>
public sealed class AvroJsonPlainTests
{
    private const string Order = """
        {"type":"record","name":"Order","fields":[
          {"name":"id","type":"long"},
          {"name":"name","type":"string","default":"none"},
          {"name":"tags","type":{"type":"array","items":"string"},"default":[]},
          {"name":"price","type":["null","double"],"default":null}]}
        """;

    [Theory]
    [InlineData("""{"id":27,"name":"foo","tags":["a","b"],"price":1.5}""")]
    [InlineData("""{"price":1.5,"tags":["a","b"],"name":"foo","id":27}""")]
    [InlineData("""{"name":"foo","id":27,"price":1.5,"tags":["a","\u0062"]}""")]
    public void Members_may_come_in_any_order(string json) =>
        Assert.Equal(
            Hex.Normalize("36 06666F6F 04 0261 0262 00 02 000000000000F83F"), JsonText.ToHex(Order, json));

    [Theory]
    [InlineData("""{"id":1}""", "02 08 6E6F6E65 00 00")]
    [InlineData("""{"price":null,"id":1}""", "02 08 6E6F6E65 00 00")]
    [InlineData("""{"tags":[],"id":1,"name":""}""", "02 00 00 00")]
    public void Absent_members_take_their_default(string json, string hex) =>
        Assert.Equal(Hex.Normalize(hex), JsonText.ToHex(Order, json));

    [Theory]
    [InlineData("""{"id":1,"x":{"y":[1]}}""", "! $.x: the record Order has no field for this member")]
    [InlineData("""{"name":"a"}""", "! $.id: the field 'id' is missing and has no default; expected long")]
    [InlineData("""{"id":1,"id":2}""", "! $.id: the member is there twice")]
    [InlineData("""{"id":1.5}""", "! $.id: expected long, found 1.5")]
    [InlineData("""{"id":9223372036854775808}""", "! $.id: expected long, found 9223372036854775808")]
    [InlineData("""{"id":1,"tags":["a",null]}""", "! $.tags[1]: expected string, found null")]
    [InlineData("""{"id":1,"price":"x"}""", "! $.price: expected null or double, found a string")]
    [InlineData("""{"id":1,"price":1e400}""", "! $.price: expected double, found 1e400")]
    [InlineData("""[1]""", "! $: expected an object for the record Order, found an array")]
    [InlineData("""{"id":1} 2""", "! $: not valid JSON: '2' is invalid after a single JSON value. Expected end of data.")]
    [InlineData("""{"id":1,"name":"\ud800"}""", "! $: a string is not valid Unicode text")]
    public void What_does_not_fit_names_the_path_and_what_was_expected(string json, string problem) =>
        Assert.Equal(problem, JsonText.ToHex(Order, json));

    [Fact]
    public void Unknown_members_can_be_ignored()
    {
        var encoder = new AvroJsonEncoder(Schemas.Parse(Order), AvroJsonStyle.Plain, UnknownMembers.Ignore);
        var output = new ArrayBufferWriter<byte>();

        var problem = encoder.Encode("""{"x":{"y":[1]},"id":1,"z":2}"""u8, output);

        Assert.Null(problem);
        Assert.Equal(Hex.Normalize("02 08 6E6F6E65 00 00"), Hex.Of(output));
    }

    [Theory]
    [InlineData("\"long\"", "9007199254740993", "82808080808080 20")]
    [InlineData("\"long\"", "-9223372036854775808", "FFFFFFFFFFFFFFFFFF01")]
    [InlineData("\"double\"", "0.1", "9A9999999999B93F")]
    [InlineData("\"double\"", "5", "0000000000001440")]
    [InlineData("\"double\"", "-0", "0000000000000080")]
    [InlineData("\"double\"", "\"NaN\"", "000000000000F8FF")]
    [InlineData("\"double\"", "\"Infinity\"", "000000000000F07F")]
    [InlineData("\"float\"", "\"-Infinity\"", "000080FF")]
    [InlineData("\"float\"", "0.1", "CDCCCC3D")]
    [InlineData("\"bytes\"", "\"\\u0000ÿ\"", "04 00FF")]
    [InlineData("[\"int\",\"double\"]", "5", "00 0A")]
    [InlineData("[\"int\",\"double\"]", "5.0", "02 0000000000001440")]
    [InlineData("[\"null\",\"double\"]", "5", "02 0000000000001440")]
    [InlineData("[\"int\",\"long\"]", "5", "00 0A")]
    [InlineData("[\"int\",\"long\"]", "{\"long\":5}", "02 0A")]
    [InlineData("[\"long\",\"int\"]", "3000000000", "00 80F882AD16")]
    [InlineData("[\"float\",\"double\"]", "1.5", "02 000000000000F83F")]
    [InlineData("[\"float\",\"double\"]", "{\"float\":1.5}", "00 0000C03F")]
    [InlineData("[\"double\",\"string\"]", "\"NaN\"", "02 06 4E614E")]
    [InlineData("[\"double\",\"string\"]", "{\"double\":\"Infinity\"}", "00 000000000000F07F")]
    [InlineData("[\"string\",\"bytes\"]", "\"a\"", "00 0261")]
    [InlineData("[\"string\",\"bytes\"]", "{\"bytes\":\"a\"}", "02 0261")]
    [InlineData("[\"string\",{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}]", "\"A\"", "02 00")]
    [InlineData("[\"string\",{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}]", "{\"string\":\"A\"}", "00 0241")]
    [InlineData("[\"string\",{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}]", "\"B\"", "00 0242")]
    [InlineData("[\"null\",\"boolean\",{\"type\":\"array\",\"items\":\"int\"}]", "[1]", "04 02 02 00")]
    [InlineData("[\"null\",\"boolean\",{\"type\":\"array\",\"items\":\"int\"}]", "true", "02 01")]
    [InlineData("[\"null\",{\"type\":\"map\",\"values\":\"int\"}]", "{\"map\":1}", "02 02 066D6170 02 00")]
    [InlineData("[\"int\",\"long\",{\"type\":\"map\",\"values\":\"int\"}]", "{\"map\":{\"long\":1}}", "04 02 086C6F6E67 02 00")]
    public void The_branch_follows_from_the_value_or_is_named(string schema, string json, string hex)
    {
        Assert.Equal(Hex.Normalize(hex), JsonText.ToHex(schema, json));
        Assert.Equal(json, JsonText.FromHex(schema, hex));
    }

    [Theory]
    [InlineData("""{"x":1}""", "00 02")]
    [InlineData("""{"y":"a"}""", "02 0261")]
    [InlineData("""{"A":{"x":1}}""", "00 02")]
    [InlineData("""{"y":1}""", "! $: expected A or B, found an object")]
    public void Of_several_records_the_first_that_fits_is_taken(string json, string expected)
    {
        const string schema = """
            [{"type":"record","name":"A","fields":[{"name":"x","type":"int"}]},
             {"type":"record","name":"B","fields":[{"name":"y","type":"string"}]}]
            """;

        var hex = JsonText.ToHex(schema, json);

        Assert.Equal(expected.StartsWith('!') ? expected : Hex.Normalize(expected), hex);
    }

    [Fact]
    public void The_original_name_of_a_field_is_its_member_name()
    {
        const string schema = """
            {"type":"record","name":"R","fields":[
              {"name":"birth_place","type":"int","original":"Birth place (größe)"},{"name":"b","type":"int"}]}
            """;
        const string json = """{"Birth place (größe)":1,"b":2}""";

        Assert.Equal("0204", JsonText.ToHex(schema, json));
        Assert.Equal(json, JsonText.FromHex(schema, "0204"));
        Assert.Equal("""{"birth_place":1,"b":2}""", JsonText.FromHex(schema, "0204", AvroJsonStyle.Tagged));
        Assert.Equal(
            "! $['Birth place (größe)']: expected int, found true",
            JsonText.ToHex(schema, """{"Birth place (größe)":true,"b":2}"""));
    }

    [Fact]
    public void Original_names_that_are_not_unique_are_not_used()
    {
        const string schema = """
            {"type":"record","name":"R","fields":[
              {"name":"a","type":"int","original":"b"},{"name":"b","type":"int"}]}
            """;

        Assert.Equal("0204", JsonText.ToHex(schema, """{"a":1,"b":2}"""));
    }

    [Fact]
    public void Arrays_of_many_items_have_one_block()
    {
        var json = $"[{string.Join(',', Enumerable.Repeat("1", 1000))}]";

        var hex = JsonText.ToHex("""{"type":"array","items":"int"}""", json);

        Assert.Equal("D00F" + string.Concat(Enumerable.Repeat("02", 1000)) + "00", hex);
    }

    [Fact]
    public void Rows_of_a_longer_text_are_encoded_one_by_one_and_a_bad_one_is_passed()
    {
        var encoder = new AvroJsonEncoder(Schemas.Parse(Order), AvroJsonStyle.Plain);
        var json = new Utf8JsonReader("""[{"id":1},{"id":[[2]],"name":"x"},{"id":3}]"""u8);
        var output = new ArrayBufferWriter<byte>();
        var problems = new List<string>();

        json.Read();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (encoder.Encode(ref json, output) is { } problem)
                problems.Add(JsonText.Show(problem));
        }

        Assert.Equal(Hex.Normalize("02 08 6E6F6E65 00 00  06 08 6E6F6E65 00 00"), Hex.Of(output));
        Assert.Equal(["! $.id: expected long, found an array"], problems);
    }

    [Fact]
    public void A_text_in_pieces_is_read_as_the_whole()
    {
        var utf8 = """{"name":"f\u006fo","id":27,"tags":["a","bcdefgh"],"price":1.5}"""u8.ToArray();
        var whole = new ArrayBufferWriter<byte>();
        var encoder = new AvroJsonEncoder(Schemas.Parse(Order), AvroJsonStyle.Plain);
        Assert.Null(encoder.Encode(utf8, whole));

        for (var cut = 1; cut < utf8.Length; cut++)
        {
            var json = new Utf8JsonReader(TextPiece.Split(utf8, cut));
            var output = new ArrayBufferWriter<byte>();

            Assert.Null(encoder.Encode(ref json, output));
            Assert.Equal(Hex.Of(whole), Hex.Of(output));
        }
    }
}
