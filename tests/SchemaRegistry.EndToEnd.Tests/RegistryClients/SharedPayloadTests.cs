using System.Buffers;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Avro.Generic;
using SchemaRegistry.Client;
using SchemaRegistry.EndToEnd.Tests.Processes;
using SchemaRegistry.EndToEnd.Tests.RegistryClients.Schemas;
using SchemaRegistry.Serializers.Avro;
using SchemaRegistry.Serializers.Json;
using SchemaRegistry.Serializers.Protobuf;
using ApacheRecord = Avro.RecordSchema;
using ApacheSchema = Avro.Schema;

namespace SchemaRegistry.EndToEnd.Tests.RegistryClients;

/// <summary>
/// What our serializers write Confluent's read, and the other way round, with one registry between them.
/// </summary>
public sealed class SharedPayloadTests : IAsyncLifetime
{
    private const string AvroOrder = """
        {"type":"record","name":"Order","namespace":"shop","fields":[{"name":"id","type":"string"},
         {"name":"quantity","type":"int","default":1}]}
        """;

    private readonly TemporaryFolder _folder = new();

    private ServerProcess _server = null!;
    private SchemaRegistryClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(_folder.Path, TestContext.Current.CancellationToken);
        _client = SchemaRegistryClient.Create(_server.Registry.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task JavaScript_reads_what_ours_write()
    {
        var record = new GenericRecord((ApacheRecord)ApacheSchema.Parse(AvroOrder));
        record.Add("id", "b2");
        record.Add("quantity", 4);
        var message = new Order { Id = "b2", Quantity = 4 };

        var read = await RegistryDriver.JavaScript.RunAsync(
            _server.Registry,
            "read",
            $"avro={await WriteAsync(new AvroSerializer<GenericRecord>(_client), "avro", record)}",
            $"json={await WriteAsync(new JsonPayloadSerializer<JsonOrder>(_client), "json", new JsonOrder("b2", 4))}",
            $"protobuf={await WriteAsync(new ProtobufSerializer<Order>(_client), "protobuf", message)}");

        Assert.Equal(["avro", "json", "protobuf"], read.Select(member => member.Key));
        Assert.All(read, member => Assert.Equal("""{"id":"b2","quantity":4}""", member.Value!.ToJsonString()));
    }

    [Fact]
    public async Task Ours_read_what_JavaScript_writes()
    {
        var written = await RegistryDriver.JavaScript.RunAsync(_server.Registry, "write");

        var avro = await ReadAsync(new AvroDeserializer<GenericRecord>(_client), "avro", written);
        Assert.Equal(("a1", 3), (avro["id"], avro["quantity"]));
        Assert.Equal(
            new JsonOrder("a1", 3), await ReadAsync(new JsonPayloadDeserializer<JsonOrder>(_client), "json", written));
        Assert.Equal(
            new Order { Id = "a1", Quantity = 3 },
            await ReadAsync(new ProtobufDeserializer<Order>(_client), "protobuf", written));
    }

    [Fact]
    public async Task Python_reads_what_ours_write()
    {
        var hex = await WriteAsync(new JsonPayloadSerializer<JsonOrder>(_client), "orders", new JsonOrder("b2", 4));

        var read = await RegistryDriver.Python.RunAsync(_server.Registry, "read", $"json={hex}");

        Assert.Equal("""{"id":"b2","quantity":4}""", read.ToJsonString());
    }

    [Fact]
    public async Task Ours_read_what_Python_writes()
    {
        var written = await RegistryDriver.Python.RunAsync(_server.Registry, "write");

        Assert.Equal(
            new JsonOrder("a1", 3), await ReadAsync(new JsonPayloadDeserializer<JsonOrder>(_client), "json", written));
    }

    private static async Task<string> WriteAsync<T>(IRegistrySerializer<T> serializer, string topic, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        await serializer.SerializeAsync(
            value, new SerializationContext(topic, RecordPart.Value), output, TestContext.Current.CancellationToken);
        return Convert.ToHexString(output.WrittenSpan);
    }

    private static async Task<T> ReadAsync<T>(
        IRegistryDeserializer<T> deserializer, string language, JsonObject written) =>
        await deserializer.DeserializeAsync(
            Convert.FromHexString((string)written[language]!),
            new SerializationContext(language, RecordPart.Value),
            TestContext.Current.CancellationToken);

    private sealed record JsonOrder(
        [property: JsonPropertyName("id")] string Id, [property: JsonPropertyName("quantity")] int Quantity);
}
