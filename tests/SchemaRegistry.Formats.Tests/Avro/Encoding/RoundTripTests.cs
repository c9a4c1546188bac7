using System.Buffers;
using CsCheck;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

/// <summary>Random schemas with random values; a failure names the seed.</summary>
public sealed class RoundTripTests
{
    private const int Cases = 4000;

    [Fact]
    public void Values_come_back_from_their_bytes() => Check((_, schema, value, bytes) =>
    {
        Assert.Null(new AvroValueDecoder(schema).Decode(bytes, out var decoded));
        Assert.Equal(ValueText.Of(value), ValueText.Of(decoded));
    });

    [Fact]
    public void Apache_Avro_writes_the_same_bytes() => Check((text, schema, value, bytes) =>
        Assert.Equal(Hex.Of(ApacheAvro.Encode(text, schema, value)), Hex.Of(bytes)));

    [Fact]
    public void Apache_Avro_reads_the_same_values() => Check((text, schema, value, bytes) =>
        Assert.Equal(ValueText.Of(ApacheAvro.Decode(text, bytes)), ValueText.Of(value)));

    [Theory]
    [InlineData(AvroJsonStyle.Plain)]
    [InlineData(AvroJsonStyle.Tagged)]
    public void Bytes_come_back_from_their_JSON_text(AvroJsonStyle style) => Check((_, schema, _, bytes) =>
    {
        var json = JsonText.FromHex(schema, Hex.Of(bytes), style);

        Assert.Equal(Hex.Of(bytes), JsonText.ToHex(schema, json, style));
    });

    [Theory]
    [InlineData(AvroJsonStyle.Plain)]
    [InlineData(AvroJsonStyle.Tagged)]
    public void A_reader_with_its_own_copy_of_the_schema_sees_the_same(AvroJsonStyle style) =>
        Check((text, schema, _, bytes) =>
        {
            var decoder = new AvroJsonDecoder(schema, Schemas.Parse(text), style);

            Assert.Equal(JsonText.FromHex(schema, Hex.Of(bytes), style), JsonText.Decode(decoder, bytes));
        });

    [Fact]
    public void Data_is_its_own_transcription() => Check((text, schema, _, bytes) =>
    {
        var output = new ArrayBufferWriter<byte>();

        Assert.Null(new AvroTranscoder(schema, Schemas.Parse(text)).Transcode(bytes, output, out var consumed));
        Assert.Null(new AvroDataCheck(schema).Check(bytes, out var passed));

        Assert.Equal(Hex.Of(bytes), Hex.Of(output));
        Assert.Equal((bytes.Length, bytes.Length), (consumed, passed));
    });

    [Fact]
    public void A_schema_has_the_layout_of_its_copy() =>
        Check((text, schema, _, _) => Assert.True(AvroLayout.AreSame(schema, Schemas.Parse(text))));

    private static void Check(Action<string, AvroSchema, object?, byte[]> check) =>
        Gen.Int[0, int.MaxValue].Sample(
            seed =>
            {
                var text = RandomSchema.Text(seed);
                var schema = Schemas.Parse(text);
                var value = new RandomValue(new Random(seed)).For(schema);
                var output = new ArrayBufferWriter<byte>();
                Assert.Null(new AvroValueEncoder(schema).Encode(value, output));
                check(text, schema, value, output.WrittenSpan.ToArray());
            },
            iter: Cases,
            threads: 1);
}
