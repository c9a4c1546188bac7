using System.Buffers;
using System.Text;
using System.Text.Json;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Naming;
using SchemaRegistry.Formats;
using SchemaRegistry.Serializers.Json;

namespace SchemaRegistry.Clients.Tests.Serializers.Json;

/// <summary>Whole payloads against the bytes that serializers of other clients write.</summary>
public sealed class JsonPayloadTests
{
    private const string Schema = """
        {"$schema":"http://json-schema.org/draft-07/schema#","title":"Review","type":"object",
         "properties":{"orderId":{"type":"string"},"stars":{"type":"integer","minimum":1,"maximum":5},
         "text":{"type":"string"}},"required":["orderId","stars"],"additionalProperties":false}
        """;

    private readonly MemoryRegistry _registry = new();

    [Fact]
    public async Task The_body_is_compact_JSON_behind_the_id()
    {
        _registry.Add("a", "\"int\"");
        _registry.Add("b", "\"long\"");
        var serializer = new JsonPayloadSerializer<Dictionary<string, int>>(_registry);

        var hex = await Payload.Write(serializer, new Dictionary<string, int> { ["a"] = 1 });

        Assert.Equal(Payload.Normalize("00 00000003 7B 22 61 22 3A 31 7D"), hex);
    }

    [Fact]
    public async Task A_source_generated_context_says_how_values_are_written()
    {
        var hex = await Payload.Write(Serializer(), new Review("o-1", 5));

        Assert.Equal("""{"orderId":"o-1","stars":5}""", Encoding.UTF8.GetString(Payload.ToBytes(hex)[5..]));
        var read = await Payload.Read(Deserializer(), hex);
        Assert.Equal(new Review("o-1", 5), read);
    }

    [Fact]
    public async Task A_value_that_the_schema_refuses_is_not_written()
    {
        var serializer = Serializer();
        var output = new ArrayBufferWriter<byte>();

        var e = await Assert.ThrowsAsync<PayloadException>(() => serializer.SerializeAsync(
            new Review("o-1", 6), Payload.OrdersValue, output, TestContext.Current.CancellationToken).AsTask());

        Assert.Contains("/stars", e.Message, StringComparison.Ordinal);
        Assert.Contains("Topic 'orders', value", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public async Task A_payload_that_its_schema_refuses_is_not_read()
    {
        _registry.Add("orders-value", new SchemaDefinition(SchemaType.Json, Schema));
        var hex = Payload.Normalize("00 00000001") + Convert.ToHexString("""{"orderId":"o-1","stars":"5"}"""u8);

        var e = await Assert.ThrowsAsync<PayloadException>(() => Payload.Read(Deserializer(), hex));

        Assert.Contains("/stars", e.Message, StringComparison.Ordinal);
        Assert.Contains("schema id 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validation_can_be_left_out_on_both_sides()
    {
        var serializer = new JsonPayloadSerializer<Review>(
            _registry,
            ReviewContext.Default.Review,
            new() { Schema = Schema, Validation = PayloadValidation.Skip });
        var deserializer = new JsonPayloadDeserializer<Review>(
            _registry, ReviewContext.Default.Review, new() { Validation = PayloadValidation.Skip });

        var hex = await Payload.Write(serializer, new Review("o-1", 9));

        Assert.Equal(9, (await Payload.Read(deserializer, hex)).Stars);
    }

    [Theory]
    [InlineData("{\"orderId\":\"o-1\",")]
    [InlineData("")]
    [InlineData("{\"orderId\":\"o-1\",\"stars\":5} x")]
    public async Task What_is_no_JSON_is_reported(string body)
    {
        _registry.Add("orders-value", new SchemaDefinition(SchemaType.Json, Schema));
        var hex = Payload.Normalize("00 00000001") + Convert.ToHexString(Encoding.UTF8.GetBytes(body));

        await Assert.ThrowsAsync<PayloadException>(() => Payload.Read(Deserializer(), hex));
    }

    [Fact]
    public async Task Without_a_schema_one_is_made_of_the_type_and_its_values_fit_it()
    {
        var serializer = new JsonPayloadSerializer<Review>(_registry, ReviewContext.Default.Review);

        await Payload.Write(serializer, new Review("o-1", 5, "fine"));

        var registered = await _registry.GetByIdAsync(1, null, TestContext.Current.CancellationToken);
        using var schema = JsonDocument.Parse(registered.Definition.Text);
        Assert.Equal(
            ["orderId", "stars", "text"],
            schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal("Review", schema.RootElement.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Options_of_the_JSON_library_say_how_values_are_written_and_read()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        var serializer = new JsonPayloadSerializer<Review>(_registry, options: new() { Json = json });
        var deserializer = new JsonPayloadDeserializer<Review>(_registry, options: new() { Json = json });

        var hex = await Payload.Write(serializer, new Review("o-1", 5, "fine"));

        Assert.Contains("\"orderId\"", Encoding.UTF8.GetString(Payload.ToBytes(hex)[5..]), StringComparison.Ordinal);
        Assert.Equal(new Review("o-1", 5, "fine"), await Payload.Read(deserializer, hex));
    }

    [Fact]
    public async Task The_title_is_the_record_name()
    {
        var serializer = new JsonPayloadSerializer<Review>(
            _registry,
            ReviewContext.Default.Review,
            new() { Schema = Schema, Subject = SubjectNameStrategies.TopicRecord });

        await Payload.Write(serializer, new Review("o-1", 5));

        Assert.Equal(["orders-Review"], _registry.Subjects);
    }

    [Fact]
    public async Task Under_another_registered_schema_values_are_held_against_that()
    {
        _registry.Add("orders-value", new SchemaDefinition(
            SchemaType.Json, """{"type":"object","properties":{"stars":{"maximum":3}}}"""));
        var serializer = new JsonPayloadSerializer<Review>(
            _registry,
            ReviewContext.Default.Review,
            new() { Schema = Schema, Selection = new SchemaSelection.Latest() });

        Assert.StartsWith("0000000001", await Payload.Write(serializer, new Review("o-1", 3)), StringComparison.Ordinal);
        await Assert.ThrowsAsync<PayloadException>(() => Payload.Write(serializer, new Review("o-1", 4)));
    }

    [Fact]
    public async Task A_warm_serializer_allocates_nothing_though_it_validates()
    {
        var serializer = Serializer();
        var review = new Review("o-1", 5, "fine");
        await Payload.Write(serializer, review);
        var output = new ArrayBufferWriter<byte>(1024);
        Assert.True(serializer.TrySerialize(review, Payload.OrdersValue, output));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 100; count++)
        {
            output.ResetWrittenCount();
            serializer.TrySerialize(review, Payload.OrdersValue, output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Lists_numbers_and_texts_are_values_too()
    {
        Assert.Equal(
            Payload.Normalize("00 00000001 5B 31 2C 32 5D"),
            await Payload.Write(new JsonPayloadSerializer<int[]>(_registry), [1, 2]));
        Assert.Equal(
            Payload.Normalize("00 00000002 22 61 22"),
            await Payload.Write(new JsonPayloadSerializer<string>(_registry), "a"));
        var number = await Payload.Write(new JsonPayloadSerializer<uint>(_registry), 7u);
        Assert.Equal(Payload.Normalize("00 00000003 37"), number);
        Assert.Equal(7u, await Payload.Read(new JsonPayloadDeserializer<uint>(_registry), number));
    }

    private JsonPayloadSerializer<Review> Serializer() =>
        new(_registry, ReviewContext.Default.Review, new() { Schema = Schema });

    private JsonPayloadDeserializer<Review> Deserializer() => new(_registry, ReviewContext.Default.Review);
}
