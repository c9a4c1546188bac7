using Avro.Generic;
using SchemaRegistry.Client;
using SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs;
using SchemaRegistry.Serializers.Avro;

namespace SchemaRegistry.Clients.Tests.Serializers.Avro;

public sealed class AvroDeserializerTests
{
    private readonly MemoryRegistry _registry = new();

    public AvroDeserializerTests()
    {
        _registry.Add("orders-value", "\"int\"");
        _registry.Add("orders-value", Order.SchemaText);
    }

    [Fact]
    public async Task The_second_payload_needs_no_registry_and_no_task()
    {
        var deserializer = Deserializer<int>();
        Assert.False(deserializer.TryDeserialize(Payload.ToBytes("00 00000001 A413"), Payload.OrdersValue, out _));
        Assert.Equal(1234, await Payload.Read(deserializer, "00 00000001 A413"));

        var task = deserializer.DeserializeAsync(
            Payload.ToBytes("00 00000001 02"), Payload.OrdersValue, TestContext.Current.CancellationToken);

        Assert.True(task.IsCompletedSuccessfully);
        Assert.True(deserializer.TryDeserialize(Payload.ToBytes("00 00000001 02"), Payload.OrdersValue, out var value));
        Assert.Equal(1, value);
        Assert.Equal(1, _registry.Calls);
    }

    [Fact]
    public async Task A_GUID_in_front_of_the_payload_is_understood() =>
        Assert.Equal(5, await Payload.Read(Deserializer<int>(), "01 8979176223364186 9674299B90A80001 0A"));

    [Fact]
    public async Task An_id_in_the_header_is_understood_and_the_last_header_counts()
    {
        var headers = new MemoryHeaders();
        headers.Set("__value_schema_id", [0, 0, 0, 0, 2]);
        headers.Set("__value_schema_id", [0, 0, 0, 0, 1]);
        headers.Set("__key_schema_id", [0, 0, 0, 0, 2]);

        var value = await Payload.Read(
            Deserializer<int>(), "0A", new SerializationContext("orders", RecordPart.Value, headers));

        Assert.Equal(5, value);
    }

    [Fact]
    public async Task Without_a_header_of_its_part_the_payload_is_looked_at()
    {
        var headers = new MemoryHeaders();
        headers.Set("__key_schema_id", [0, 0, 0, 0, 2]);

        var value = await Payload.Read(
            Deserializer<int>(), "00 00000001 0A", new SerializationContext("orders", RecordPart.Value, headers));

        Assert.Equal(5, value);
    }

    [Theory]
    [InlineData("", "the payload is empty")]
    [InlineData("00", "the payload has 1 bytes, too few to name a schema")]
    [InlineData("00 000000", "the payload has 4 bytes, too few to name a schema")]
    [InlineData("01 8979176223364186 9674299B90A800", "the payload has 16 bytes, too few to name a schema")]
    [InlineData("7B 22 61 22 3A 31 7D", "begins with the byte 0x7B instead of 0x00 or 0x01")]
    [InlineData("00 00000000 0A", "names the schema id 0, which is not above 0")]
    [InlineData("00 FFFFFFFF 0A", "names the schema id -1, which is not above 0")]
    [InlineData("00 00000001", "schema id 1: The payload does not fit its schema, at $: the data ends inside the value, after 0 bytes")]
    public async Task What_is_no_payload_is_told_with_topic_and_part(string hex, string reason)
    {
        var e = await Assert.ThrowsAsync<PayloadException>(() => Payload.Read(Deserializer<int>(), hex));

        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("Topic 'orders', value", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_request_is_not_remembered()
    {
        var deserializer = Deserializer<int>();
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Payload.Read(deserializer, "00 00000003 0A"));

        _registry.Add("orders-value", "[\"int\"]");

        Assert.Equal(5, await Payload.Read(deserializer, "00 00000003 00 0A"));
    }

    [Fact]
    public async Task Payloads_of_other_versions_are_read_with_the_classes_schema()
    {
        var later = Order.SchemaText
            .Replace("""{"name":"Id","type":"long"},""", """{"name":"Extra","type":"double"},{"name":"Id","type":"int"},""", StringComparison.Ordinal)
            .Replace("""{"name":"Note","type":["null","string"],"default":null}""", """{"name":"Note","type":"string"}""", StringComparison.Ordinal);
        _registry.Add("orders-value", later);

        var order = await Payload.Read(
            Deserializer<Order>(), "00 00000003 000000000000F83F 36 06426F62 02 00 026E");

        Assert.Equal((27, "Bob", OrderState.PAID, "n"), (order.Id, order.Customer, order.State, order.Note));
    }

    [Fact]
    public async Task A_generic_record_has_the_schema_that_was_asked_for()
    {
        const string narrow = """
            {"type":"record","name":"Order","fields":[
              {"name":"Customer","type":"string"},{"name":"Rank","type":"int","default":7}]}
            """;
        var deserializer = new AvroDeserializer<GenericRecord>(_registry, new() { ReaderSchema = narrow });

        var record = await Payload.Read(deserializer, "00 00000002 36 06426F62 02 00 00");

        Assert.Equal(["Customer", "Rank"], record.Schema.Fields.Select(field => field.Name));
        Assert.Equal("Bob", record["Customer"]);
        Assert.Equal(7, record["Rank"]);
    }

    [Fact]
    public void A_readers_schema_for_a_class_is_refused() =>
        Assert.Throws<ArgumentException>(
            () => new AvroDeserializer<Order>(_registry, new() { ReaderSchema = Order.SchemaText }));

    [Fact]
    public async Task Bytes_behind_the_value_are_passed_over_or_refused()
    {
        var strict = new AvroDeserializer<int>(_registry, new() { TrailingBytes = TrailingBytes.Refuse });

        Assert.Equal(5, await Payload.Read(Deserializer<int>(), "00 00000001 0A FF"));
        await Assert.ThrowsAsync<PayloadException>(() => Payload.Read(strict, "00 00000001 0A FF"));
    }

    private AvroDeserializer<T> Deserializer<T>() => new(_registry);
}
