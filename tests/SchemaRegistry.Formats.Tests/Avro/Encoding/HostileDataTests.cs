using System.Buffers;
using System.Text.Json;
using CsCheck;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

/// <summary>Bad data is reported; it costs neither an exception nor much memory, time or stack.</summary>
public sealed class HostileDataTests
{
    private const int Cases = 4000;

    /// <summary>
    /// Bytes that a few bytes of data may cost: the budget of a million values without bytes, as objects in a list.
    /// </summary>
    private const long MaxAllocatedBytes = 200L * 1024 * 1024;

    [Fact]
    public void Cut_and_flipped_bytes_are_read_or_reported() =>
        Gen.Int[0, int.MaxValue].Sample(
            seed =>
            {
                var random = new Random(seed);
                var schema = Schemas.Parse(RandomSchema.Text(seed));
                var bytes = Damage(Encode(schema, new RandomValue(random).For(schema)), random);

                var problem = new AvroValueDecoder(schema).Decode(bytes, out var value);

                if (problem is null)
                    Assert.Equal(ValueText.Of(value), ValueText.Of(Again(schema, value)));
                _ = JsonText.FromHex(schema, Hex.Of(bytes));
            },
            iter: Cases,
            threads: 1);

    [Fact]
    public void Cut_and_flipped_JSON_is_read_or_reported() =>
        Gen.Int[0, int.MaxValue].Sample(
            seed =>
            {
                var random = new Random(seed);
                var schema = Schemas.Parse(RandomSchema.Text(seed));
                var json = JsonText.FromHex(schema, Hex.Of(Encode(schema, new RandomValue(random).For(schema))));
                var bytes = Damage(System.Text.Encoding.UTF8.GetBytes(json), random);
                var output = new ArrayBufferWriter<byte>();

                var problem = AvroJsonEncoder.Encode(schema, bytes, output, AvroJsonStyle.Plain);

                Assert.True(problem is null || output.WrittenCount == 0);
            },
            iter: Cases,
            threads: 1);

    [Theory]
    [InlineData("{\"type\":\"array\",\"items\":\"null\"}")]
    [InlineData("{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"E\",\"fields\":[]}}")]
    [InlineData("{\"type\":\"array\",\"items\":{\"type\":\"fixed\",\"name\":\"F\",\"size\":0}}")]
    public void An_array_of_values_without_bytes_is_bounded(string schema)
    {
        var parsed = Schemas.Parse(schema);
        var bomb = Hex.ToBytes("FE FF FF FF FF FF FF FF FF 01 00");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var problem = new AvroValueDecoder(parsed).Decode(bomb, out _);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocatedBytes);
        Assert.Contains("too many values that take no bytes", problem?.Message, StringComparison.Ordinal);
        Assert.Contains("too many values", JsonText.FromHex(parsed, Hex.Of(bomb)), StringComparison.Ordinal);
    }

    [Fact]
    public void Records_that_double_at_each_level_and_take_no_bytes_are_bounded()
    {
        var schema = Schemas.Parse(Doubling("""{"type":"record","name":"R0","fields":[]}""", ""));

        Assert.Contains("too many values", JsonText.FromHex(schema, ""), StringComparison.Ordinal);
        Assert.NotNull(new AvroValueDecoder(schema).Decode([], out _));
    }

    [Fact]
    public void Defaults_that_double_at_each_level_are_bounded()
    {
        const string leaf = """{"type":"record","name":"R0","fields":[{"name":"s","type":"string","default":"xxxxxxxxxx"}]}""";
        var schema = Schemas.Parse(Doubling(leaf, ""","default":{}"""));

        Assert.Contains("or is too large", JsonText.ToHex(schema, "{}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_far_beyond_the_data_allocates_nothing_for_it()
    {
        var decoder = new AvroValueDecoder(Schemas.Parse("""{"type":"array","items":"long"}"""));
        var bomb = Hex.ToBytes("FE FF FF FF FF FF FF FF FF 01 02 02");
        _ = decoder.Decode(bomb, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var problem = decoder.Decode(bomb, out _);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        Assert.Equal("$[2]", problem?.Path);
        Assert.Equal(12, problem?.Offset);
    }

    [Fact]
    public void Recursion_ends_at_a_depth()
    {
        var schema = Schemas.Parse("""{"type":"record","name":"L","fields":[{"name":"next","type":["null","L"]}]}""");
        var deep = Enumerable.Repeat((byte)2, 100_000).ToArray();
        var json = string.Concat(Enumerable.Repeat("""{"next":""", 100_000));

        Assert.Contains("nest deeper than", new AvroValueDecoder(schema).Decode(deep, out _)?.Message, StringComparison.Ordinal);
        Assert.Contains("nest", JsonText.FromHex(schema, Hex.Of(deep)), StringComparison.Ordinal);
        Assert.Contains("nest deeper than", JsonText.ToHex(schema, json), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_contains_itself_without_a_union_is_reported()
    {
        var schema = Schemas.Parse("""{"type":"record","name":"L","fields":[{"name":"next","type":"L"}]}""");

        Assert.Contains("nest deeper", JsonText.FromHex(schema, ""), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_as_deep_as_the_limit_is_read()
    {
        var schema = Schemas.Parse("""{"type":"record","name":"L","fields":[{"name":"next","type":["null","L"]}]}""");
        byte[] deep = [.. Enumerable.Repeat((byte)2, AvroLimits.MaxDataDepth - 1), 0];

        Assert.Null(new AvroValueDecoder(schema).Decode(deep, out _));
        Assert.Equal(Hex.Of(deep), JsonText.ToHex(schema, JsonText.FromHex(schema, Hex.Of(deep))));
    }

    [Fact]
    public void Unions_in_unions_that_fit_in_many_ways_are_bounded()
    {
        const string schema = """
            {"type":"record","name":"A","fields":[
              {"name":"c","type":["null","A",{"type":"record","name":"B","fields":[
                {"name":"c","type":["null","A","B"]},{"name":"b","type":"int"}]}]},
              {"name":"a","type":"int"}]}
            """;
        var open = string.Concat(Enumerable.Repeat("""{"c":""", 300));
        var close = string.Concat(Enumerable.Repeat(""","b":1}""", 300));

        var result = JsonText.ToHex($"[\"null\",{schema},\"B\"]", $"{open}null{close}");

        Assert.Contains("too many ways to read this value", result, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_behind_the_value_are_reported()
    {
        var decoder = new AvroValueDecoder(Schemas.Parse("\"int\""));

        Assert.Equal("1 bytes follow the value", decoder.Decode([2, 0], out _)?.Message);
        Assert.Null(decoder.DecodeFirst([2, 0], out var value, out var consumed));
        Assert.Equal((1, 1), (value, consumed));
    }

    [Fact]
    public void A_writer_with_little_room_is_not_overrun()
    {
        var decoder = new AvroJsonDecoder(
            Schemas.Parse("""{"type":"array","items":{"type":"array","items":"int"}}"""), AvroJsonStyle.Plain);
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { MaxDepth = 1 });

        var problem = decoder.Decode(Hex.ToBytes("02 02 02 00 00"), writer);

        Assert.Equal("$[0]: the JSON text nests deeper than 1 levels (byte 1)", problem?.ToString());
    }

    /// <summary>R1 has two fields of R0, R2 two of R1 and so on: 2^25 values from no bytes.</summary>
    private static string Doubling(string leaf, string fieldDefault)
    {
        var text = leaf;
        for (var level = 1; level <= 25; level++)
        {
            text = $$"""
                {"type":"record","name":"R{{level}}","fields":[
                  {"name":"a","type":{{text}}{{fieldDefault}}},{"name":"b","type":"R{{level - 1}}"{{fieldDefault}}}]}
                """;
        }

        return text;
    }

    private static byte[] Encode(AvroSchema schema, object? value)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.Null(new AvroValueEncoder(schema).Encode(value, output));
        return output.WrittenSpan.ToArray();
    }

    private static object? Again(AvroSchema schema, object? value)
    {
        Assert.Null(new AvroValueDecoder(schema).Decode(Encode(schema, value), out var again));
        return again;
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        var damaged = random.Next(2) == 0 ? bytes[..random.Next(bytes.Length + 1)] : [.. bytes];
        for (var flips = random.Next(4); flips > 0 && damaged.Length > 0; flips--)
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }
}
