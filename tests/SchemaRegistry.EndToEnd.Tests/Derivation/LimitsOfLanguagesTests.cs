using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaRegistry.Cli;
using SchemaRegistry.Cli.Payloads;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.EndToEnd.Tests.Derivation;

/// <summary>Rows at the edges of what a language holds: kept, or refused with the way out.</summary>
public sealed class LimitsOfLanguagesTests
{
    private const string Huge = """[{"id":12345678901234567891}]""";

    [Theory]
    [InlineData(SchemaType.Avro)]
    [InlineData(SchemaType.Protobuf)]
    public async Task An_integer_beyond_64_bits_is_not_rounded(SchemaType type)
    {
        var e = await Assert.ThrowsAsync<CommandException>(() => Deriving.FromJsonAsync(Huge, null, type));

        Assert.Contains("Give --format json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_holds_an_integer_of_any_size()
    {
        var schema = JsonNode.Parse(await Deriving.FromJsonAsync(Huge, null, SchemaType.Json))!;

        Assert.Equal("number", (string)schema["properties"]!["id"]!["type"]!);
    }

    [Theory]
    [InlineData(SchemaType.Avro)]
    [InlineData(SchemaType.Json)]
    public async Task Rows_may_be_as_deep_as_rows_may_be(SchemaType type)
    {
        var row = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);

        var definition = new SchemaDefinition(type, await Deriving.FromJsonAsync(row, null, type));

        Assert.NotNull(PayloadFormats.Parse(definition, ReferenceSet.Empty, SchemaParsing.New));
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_is_told_in_names_and_in_values()
    {
        var e = await Assert.ThrowsAsync<CommandException>(
            () => Deriving.FromJsonAsync("""[{"a":1},{"\ud800":1}]"""));
        var encoder = PayloadFormats.CreateEncoder(Parse("{}"), null);

        Assert.Contains("Row 2", e.Message, StringComparison.Ordinal);
        Assert.NotNull(encoder.Encode("""{"a":"\ud800"}"""u8, new ArrayBufferWriter<byte>()));
    }

    [Fact]
    public void A_JSON_value_of_several_lines_is_printed_on_one()
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        var body = "{\r\n  \"a\": \"x\\ny\"\n}"u8;

        Assert.Null(PayloadFormats.CreateDecoder(Parse("{}")).Decode(
            new FramedPayload(body, body, isInHeader: false), json));
        json.Flush();

        var line = Encoding.UTF8.GetString(output.WrittenSpan);
        Assert.DoesNotContain('\n', line);
        Assert.Equal("x\ny", (string)JsonNode.Parse(line)!["a"]!);
    }

    private static ParsedSchema Parse(string schema) => PayloadFormats.Parse(
        new SchemaDefinition(SchemaType.Json, schema), ReferenceSet.Empty, SchemaParsing.New);
}
