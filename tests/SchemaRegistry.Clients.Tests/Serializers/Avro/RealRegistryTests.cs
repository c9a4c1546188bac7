using Avro.Generic;
using Confluent.Kafka;
using SchemaRegistry.Client;
using SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs;
using SchemaRegistry.ConfluentKafka;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Serializers.Avro;
using SchemaRegistry.TestKit.Server;
using ApacheRecord = Avro.RecordSchema;
using ApacheSchema = Avro.Schema;

namespace SchemaRegistry.Clients.Tests.Serializers.Avro;

/// <summary>Serializers against the real server: over HTTP, and through Confluent.Kafka.</summary>
public sealed class RealRegistryTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private SchemaRegistryClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _client = SchemaRegistryClient.Create(_server.Url.ToString());
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _server.DisposeAsync();
    }

    [Fact]
    public async Task The_first_value_registers_and_another_process_reads_it()
    {
        var hex = await Payload.Write(new AvroSerializer<Order>(_client), new Order { Id = 27, Customer = "Bob" });

        Assert.Equal(Payload.Normalize("00 00000001 36 06426F62 00 00 00"), hex);
        Assert.Equal(["orders-value"], await _client.ListSubjectsAsync(TestContext.Current.CancellationToken));
        using var other = SchemaRegistryClient.Create(_server.Url.ToString());
        Assert.Equal("Bob", (await Payload.Read(new AvroDeserializer<Order>(other), hex)).Customer);
        Assert.Equal("Bob", (await Payload.Read(new AvroDeserializer<GenericRecord>(other), hex))["Customer"]);
    }

    [Fact]
    public async Task A_schema_that_must_be_known_is_refused_until_it_is()
    {
        var serializer = new AvroSerializer<int>(_client, new() { Selection = new SchemaSelection.LookUp() });

        var e = await Assert.ThrowsAsync<SchemaRegistryException>(() => Payload.Write(serializer, 5));
        Assert.Equal(404, e.Status);
        using var other = SchemaRegistryClient.Create(_server.Url.ToString());
        await other.RegisterAsync("orders-value", new SchemaDefinition(SchemaType.Avro, "\"int\""));
        using var fresh = SchemaRegistryClient.Create(_server.Url.ToString());
        var again = new AvroSerializer<int>(fresh, new() { Selection = new SchemaSelection.LookUp() });

        Assert.Equal(Payload.Normalize("00 00000001 0A"), await Payload.Write(again, 5));
    }

    [Fact]
    public async Task A_class_reads_what_the_next_version_wrote()
    {
        await Payload.Write(new AvroSerializer<Order>(_client), new Order());
        var later = Order.SchemaText.Replace(
            """{"name":"Id","type":"long"},""",
            """{"name":"Rank","type":"int","default":0},{"name":"Id","type":"long"},""",
            StringComparison.Ordinal);
        var record = new GenericRecord((ApacheRecord)ApacheSchema.Parse(later));
        record.Add("Rank", 1);
        record.Add("Id", 27L);
        record.Add("Customer", "Bob");
        record.Add("State", new GenericEnum((global::Avro.EnumSchema)record.Schema["State"].Schema, "PAID"));
        record.Add("Lines", Array.Empty<GenericRecord>());
        record.Add("Note", "n");

        var hex = await Payload.Write(new AvroSerializer<GenericRecord>(_client), record);
        var order = await Payload.Read(new AvroDeserializer<Order>(_client), hex);

        Assert.StartsWith("0000000002", hex, StringComparison.Ordinal);
        Assert.Equal((27, "Bob", OrderState.PAID, "n"), (order.Id, order.Customer, order.State, order.Note));
    }

    [Fact]
    public async Task A_change_that_breaks_readers_is_refused()
    {
        await Payload.Write(new AvroSerializer<int>(_client), 5);

        var e = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => Payload.Write(new AvroSerializer<string>(_client), "x"));

        Assert.Equal(409, e.Status);
    }

    [Fact]
    public async Task An_unknown_id_is_an_error_of_the_registry()
    {
        var e = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => Payload.Read(new AvroDeserializer<int>(_client), "00 00000063 0A"));

        Assert.Equal((404, 40403), (e.Status, e.ErrorCode));
    }

    [Fact]
    public async Task The_header_carries_a_GUID_that_the_registry_knows()
    {
        var headers = new MemoryHeaders();
        var context = new SchemaRegistry.Client.SerializationContext("orders", RecordPart.Value, headers);

        var hex = await Payload.Write(
            new AvroSerializer<string>(_client, new() { Carrier = SchemaIdCarrier.Header }), "abc", context);

        Assert.Equal("06616263", hex);
        Assert.Equal("01095D71CF12556B9D5E330AD575B3DF5D", Convert.ToHexString(Assert.Single(headers.All).Value));
        using var other = SchemaRegistryClient.Create(_server.Url.ToString());
        Assert.Equal("abc", await Payload.Read(new AvroDeserializer<string>(other), hex, context));
    }

    [Fact]
    public async Task The_latest_version_may_refer_to_other_subjects()
    {
        const string line = """{"type":"record","name":"Line","namespace":"shop","fields":[{"name":"a","type":"int"}]}""";
        await _client.RegisterAsync("line", new SchemaDefinition(SchemaType.Avro, line));
        await _client.RegisterAsync("orders-value", new SchemaDefinition(SchemaType.Avro, """["null","shop.Line"]""")
        {
            References = [new SchemaReference("shop.Line", "line", 1)],
        });
        var record = new GenericRecord((ApacheRecord)ApacheSchema.Parse(line));
        record.Add("a", 5);
        var serializer = new AvroSerializer<GenericRecord>(_client, new() { Selection = new SchemaSelection.Latest() });

        var hex = await Payload.Write(serializer, record);

        Assert.Equal(Payload.Normalize("00 00000002 02 0A"), hex);
        var reader = new AvroDeserializer<GenericRecord>(_client, new() { ReaderSchema = line });
        Assert.Equal(5, (await Payload.Read(reader, hex))["a"]);
    }

    [Fact]
    public async Task Records_go_through_the_log_with_Confluent_Kafka()
    {
        var config = new ProducerConfig { BootstrapServers = _server.Bootstrap };
        using var producer = new ProducerBuilder<string, Order>(config)
            .SetKeySerializer(new AvroSerializer<string>(_client).AsKafkaSerializer())
            .SetValueSerializer(
                new AvroSerializer<Order>(_client, new() { Carrier = SchemaIdCarrier.Header }).AsKafkaSerializer())
            .Build();
        await producer.ProduceAsync(
            "orders", new() { Key = "k", Value = new Order { Id = 27 }, Headers = [] }, TestContext.Current.CancellationToken);
        await producer.ProduceAsync(
            "orders", new() { Key = "k", Value = null!, Headers = [] }, TestContext.Current.CancellationToken);

        using var consumer = new ConsumerBuilder<string, Order?>(
                new ConsumerConfig { BootstrapServers = _server.Bootstrap, GroupId = "none", EnableAutoCommit = false })
            .SetKeyDeserializer(new AvroDeserializer<string>(_client).AsKafkaDeserializer())
            .SetValueDeserializer(new AvroDeserializer<Order?>(_client).AsKafkaDeserializer())
            .Build();
        consumer.Assign(new TopicPartitionOffset("orders", 0, 0));
        var first = consumer.Consume(TestContext.Current.CancellationToken);
        var second = consumer.Consume(TestContext.Current.CancellationToken);

        Assert.Equal(("k", 27L), (first.Message.Key, first.Message.Value!.Id));
        Assert.Equal(("k", null), (second.Message.Key, second.Message.Value));
        Assert.True(first.Message.Headers.TryGetLastBytes("__value_schema_id", out var frame));
        Assert.Equal(17, frame.Length);
    }
}
