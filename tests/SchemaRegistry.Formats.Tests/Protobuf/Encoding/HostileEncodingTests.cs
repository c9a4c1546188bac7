using System.Buffers;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Encoding;
using SchemaRegistry.Formats.Tests.Protobuf.Encoding.Samples;

namespace SchemaRegistry.Formats.Tests.Protobuf.Encoding;

/// <summary>Bad data is reported; it costs neither an exception nor much memory, time or stack.</summary>
public sealed class HostileEncodingTests
{
    private const int Rounds = 1000;

    private static readonly JsonFormatter Formatter =
        new(new JsonFormatter.Settings(formatDefaultValues: false, SampleTypes.Registry));

    private static readonly Dictionary<string, MessageDescriptor> Types = new MessageDescriptor[]
    {
        Scalars.Descriptor, Lists.Descriptor, Maps.Descriptor, Choices.Descriptor, WellKnown.Descriptor,
        ManyWellKnown.Descriptor, Legacy.Descriptor, Modern.Descriptor, Strict.Descriptor,
    }.ToDictionary(type => type.Name);

    public static TheoryData<string> Names => [.. Types.Keys];

    /// <summary>
    /// What is printed for damaged data is what Google prints for it, where it reads it. It does not read all (its text
    /// is stricter in some places and not checked in others), so only texts of both are compared.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Cut_and_flipped_data_is_printed_as_Google_prints_it_or_reported(string name)
    {
        var type = Types[name];
        var ours = SampleTypes.Find(type);
        var random = new Random(11);
        var messages = new RandomMessage(random);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Damage(messages.Of(type).ToByteArray(), random);

            var json = Conversion.ToJson(ours, bytes);

            if (json[0] != '!' && !HasClosedEnums(name) && GooglePrints(type, bytes) is { } expected)
                Assert.Equal(Conversion.Respell(expected), Conversion.Respell(json));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cut_and_flipped_JSON_is_encoded_or_reported(string name)
    {
        var type = Types[name];
        var ours = SampleTypes.Find(type);
        var random = new Random(12);
        var messages = new RandomMessage(random);
        var encoder = new ProtobufJsonEncoder(ours);
        for (var round = 0; round < Rounds; round++)
        {
            var json = Conversion.ToJson(ours, messages.Of(type).ToByteArray());
            var output = new ArrayBufferWriter<byte>();

            var problem = encoder.Encode(Damage(System.Text.Encoding.UTF8.GetBytes(json), random), output);

            Assert.True(problem is null || output.WrittenCount == 0);
            if (problem is null)
                Assert.NotEqual('!', Conversion.ToJson(ours, output.WrittenSpan.ToArray())[0]);
        }
    }

    [Fact]
    public void Bytes_at_random_are_read_or_reported()
    {
        var random = new Random(13);
        var bytes = new byte[40];
        foreach (var type in Types.Values)
        {
            for (var round = 0; round < Rounds; round++)
            {
                random.NextBytes(bytes);
                _ = Conversion.ToJson(SampleTypes.Find(type), bytes[..random.Next(bytes.Length)]);
            }
        }
    }

    [Theory]
    [InlineData("00")]
    [InlineData("0000")]
    [InlineData("07")]
    [InlineData("0F")]
    [InlineData("18")]
    [InlineData("1880")]
    [InlineData("18FFFFFFFFFFFFFFFFFFFF01")]
    [InlineData("72")]
    [InlineData("7205")]
    [InlineData("72FFFFFFFFFFFFFFFFFF01")]
    [InlineData("4D010203")]
    [InlineData("51010203")]
    [InlineData("8080808080808080808001")]
    [InlineData("808080808001")]
    [InlineData("72028080")]
    [InlineData("7202C0AF")]
    [InlineData("7203EDA080")]
    public void Data_that_is_no_message_is_reported(string hex) =>
        Assert.StartsWith("! $", Conversion.ToJson("Scalars", hex), StringComparison.Ordinal);

    [Theory]
    [InlineData("72058A", "$.stringField: a length of 5 goes beyond the end, 1 bytes further on (byte 1)")]
    [InlineData("18", "$.int32Field: the data ends inside a value (byte 1)")]
    [InlineData("8A0104" + "8A0102" + "18", "$.child.child: a length of 2 goes beyond the end, 1 bytes further on (byte 5)")]
    [InlineData("8A0105" + "8A0102" + "1880", "$.child.child.int32Field: the data ends inside a value (byte 7)")]
    [InlineData("72026180", "$.stringField: a string is not valid UTF-8, so JSON can not hold it (byte 3)")]
    [InlineData("0F", "$: a tag has the wire type 7, which does not exist; is this no Protobuf message? (byte 0)")]
    public void A_problem_has_its_place(string hex, string problem) =>
        Assert.Equal($"! {problem}", Conversion.ToJson("Scalars", hex));

    [Fact]
    public void Messages_may_nest_as_deep_as_the_limit_and_no_deeper()
    {
        Assert.StartsWith("{", Conversion.ToJson(SampleTypes.Find("Scalars"), Nested(100)));
        Assert.Contains("nest deeper than 100", Conversion.ToJson(SampleTypes.Find("Scalars"), Nested(101)));
        Assert.NotNull(Scalars.Parser.ParseFrom(Nested(100)));
        Assert.Throws<InvalidProtocolBufferException>(() => Scalars.Parser.ParseFrom(Nested(101)));
        Assert.NotEqual('!', Conversion.ToHex("Scalars", NestedJson(100))[0]);
        Assert.Contains("nest deeper than 100", Conversion.ToHex("Scalars", NestedJson(101)));
        Assert.StartsWith("!", Conversion.ToHex("Scalars", NestedJson(100_000)));
    }

    [Fact]
    public void The_limit_of_depth_can_be_chosen()
    {
        var none = new ProtobufJsonOptions { MaxDepth = 0 };
        var largest = new ProtobufJsonOptions { MaxDepth = ProtobufDataLimits.LargestMaxDepth };

        Assert.Equal("1801", Conversion.ToHex("Scalars", """{"int32Field":1}""", none));
        Assert.Contains("nest deeper than 0", Conversion.ToHex("Scalars", """{"child":{}}""", none));
        Assert.Contains("nest deeper than 0", Conversion.ToJson("Scalars", "8A0100", none));
        Assert.NotEqual('!', Conversion.ToHex("Scalars", NestedJson(1000), largest)[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProtobufJsonOptions { MaxDepth = 1001 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProtobufJsonOptions { MaxDepth = -1 });
    }

    /// <summary>
    /// How much stack a level takes depends on how far the methods were optimized by then; where it ends early, that is
    /// the same refusal. An overflow would end the process.
    /// </summary>
    [Fact]
    public void The_deepest_messages_never_overflow_a_stack_of_1_MiB()
    {
        const int stackBytes = 1024 * 1024;
        var options = new ProtobufJsonOptions { MaxDepth = ProtobufDataLimits.LargestMaxDepth };
        var (hex, json) = ("", "");
        var thread = new Thread(
            () =>
            {
                hex = Conversion.ToHex("Scalars", NestedJson(ProtobufDataLimits.LargestMaxDepth), options);
                json = hex[0] == '!' ? hex : Conversion.ToJson("Scalars", hex, options);
            },
            stackBytes);

        thread.Start();
        thread.Join();

        Assert.StartsWith("! $.child.child", json, StringComparison.Ordinal);
        Assert.Contains("deeper than 1000 levels", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_and_groups_and_Anys_count_as_what_they_are_in_the_data()
    {
        var lists = new string('[', 60) + new string(']', 60);
        var groups = string.Concat(Enumerable.Repeat("C33E", 200));
        var anys = string.Concat(Enumerable.Repeat("""{"@type":"a/google.protobuf.Any","value":""", 200));

        Assert.Contains("nest deeper", Conversion.ToHex("WellKnown", $$"""{"list":{{lists}}}"""));
        Assert.Contains("nest deeper", Conversion.ToJson("Legacy", groups));
        Assert.StartsWith("!", Conversion.ToHex("WellKnown", $$"""{"any":{{anys}}"""));
    }

    [Fact]
    public void The_type_of_an_Any_may_not_stand_behind_too_much()
    {
        var filler = new string('x', 200_000);
        var json = $$"""{"@type":"a/encoding.samples.Scalars"}""";
        for (var depth = 0; depth < 30; depth++)
            json = $$"""{"value":{{json}},"@type":"a/google.protobuf.Any"}""";
        var large = json.Replace("Scalars\"", $"Scalars\",\"stringField\":\"{filler}\"", StringComparison.Ordinal);

        Assert.NotEqual('!', Conversion.ToHex("google.protobuf.Any", json)[0]);
        Assert.Contains("put that member first", Conversion.ToHex("google.protobuf.Any", large));
    }

    [Fact]
    public void A_length_or_a_count_far_beyond_the_data_allocates_nothing_for_it()
    {
        var decoder = new ProtobufJsonDecoder(SampleTypes.Find("Lists"));
        byte[] bomb = [0x1A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x01, 0x01];
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream);
        _ = decoder.Decode(bomb, writer);
        writer.Reset();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var problem = decoder.Decode(bomb, writer);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        Assert.Equal("$.int32s", problem?.Path);
    }

    [Fact]
    public void Many_keys_that_are_the_same_or_not_stay_within_a_multiple_of_the_data()
    {
        var same = Enumerable.Repeat<byte[]>([0x0A, 0x00], 500_000).SelectMany(bytes => bytes).ToArray();
        var map = new Maps();
        for (var key = 0; key < 200_000; key++)
            map.ByInt32.Add(key, "");
        var distinct = map.ToByteArray();
        var decoder = new ProtobufJsonDecoder(SampleTypes.Find("Maps"));

        Assert.InRange(Cost(decoder, same), 0, 40L * same.Length);
        Assert.InRange(Cost(decoder, distinct), 0, 40L * distinct.Length);
    }

    [Fact]
    public void A_writer_with_little_room_is_not_overrun()
    {
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { MaxDepth = 1 });

        var problem = new ProtobufJsonDecoder(SampleTypes.Find("Lists")).Decode([0x18, 0x01], writer);

        Assert.Equal("$.int32s: the JSON text nests deeper than 1 levels (byte 2)", problem?.ToString());
    }

    [Fact]
    public void The_text_must_be_UTF8()
    {
        byte[] json = [.. "{\"stringField\":\"a"u8, 0xC3, 0x28, .. "\"}"u8];
        var output = new ArrayBufferWriter<byte>();

        var problem = new ProtobufJsonEncoder(SampleTypes.Find("Scalars")).Encode(json, output);

        Assert.Equal("$: the text is not valid UTF-8 (byte 17)", problem?.ToString());
    }

    [Fact]
    public void Long_nested_lengths_stand_where_they_belong()
    {
        var text = new string('x', 20_000);
        var inner = new Scalars { StringField = text };
        var expected = new Scalars { Child = new Scalars { Child = inner, StringField = "y", Int32Field = 1 }, BoolField = true };
        var json = $$"""
            {"child":{"int32Field":1,"child":{"stringField":"{{text}}"},"stringField":"y"},"boolField":true}
            """;

        var bytes = Conversion.ToBytes(SampleTypes.Find("Scalars"), json);

        Assert.Equal(expected, Scalars.Parser.ParseFrom(bytes));
        Assert.Equal(expected.CalculateSize(), bytes.Length);
    }

    [Fact]
    public void One_encoder_serves_threads_and_goes_on_after_a_problem()
    {
        var encoder = new ProtobufJsonEncoder(SampleTypes.Find("Maps"));
        var good = """{"byInt32":{"1":"a"},"byString":{"k":{}}}"""u8.ToArray();
        var bad = """{"byInt32":{"1":"a","1":"b"}}"""u8.ToArray();
        var expected = Conversion.ToHex("Maps", System.Text.Encoding.UTF8.GetString(good));

        Parallel.For(0, 2000, round =>
        {
            var output = new ArrayBufferWriter<byte>();
            Assert.Equal(round % 3 == 0, encoder.Encode(round % 3 == 0 ? bad : good, output) is not null);
            Assert.Equal(round % 3 == 0 ? "" : expected, Convert.ToHexString(output.WrittenSpan));
        });
    }

    private static long Cost(ProtobufJsonDecoder decoder, byte[] data)
    {
        using var writer = new Utf8JsonWriter(Stream.Null);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(decoder.Decode(data, writer));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Nested(int depth)
    {
        var message = new Scalars();
        for (var level = 0; level < depth; level++)
            message = new Scalars { Child = message };
        return message.ToByteArray();
    }

    private static string NestedJson(int depth) =>
        string.Concat(Enumerable.Repeat("""{"child":""", depth)) + "{}" + new string('}', depth);

    private static bool HasClosedEnums(string name) => name is nameof(Legacy) or nameof(Modern) or nameof(Strict);

    private static string? GooglePrints(MessageDescriptor type, byte[] bytes)
    {
        try
        {
            return Formatter.Format(type.Parser.ParseFrom(bytes));
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        var damaged = random.Next(2) == 0 ? bytes[..random.Next(bytes.Length + 1)] : [.. bytes];
        for (var flips = random.Next(4); flips > 0 && damaged.Length > 0; flips--)
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }
}
