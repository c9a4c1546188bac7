using SchemaRegistry.Client;
using SchemaRegistry.Clients.Tests.Serializers.Protobuf.Schemas;
using SchemaRegistry.Serializers.Protobuf;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Clients.Tests.Serializers.Protobuf;

/// <summary>Serializers against the real server, which prints files in its own order.</summary>
public sealed class ProtobufRealRegistryTests : IAsyncLifetime
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

    /// <summary>
    /// In the normalized text the map field stands before the nested messages, so that its entry has the index 0.
    /// </summary>
    [Theory]
    [InlineData(SchemaNormalization.AsWritten, "04 04 00")]
    [InlineData(SchemaNormalization.Normalized, "04 04 02")]
    public async Task The_path_is_counted_in_the_text_that_the_registry_stores(
        SchemaNormalization normalization, string path)
    {
        var serializer = new ProtobufSerializer<Third.Types.Left>(
            _client, new() { Selection = new SchemaSelection.AutoRegister(normalization) });

        var hex = await Payload.Write(serializer, new Third.Types.Left { Text = "hi" });

        Assert.Equal(Payload.Normalize($"00 00000002 {path} 0A 02 6869"), hex);
        using var other = SchemaRegistryClient.Create(_server.Url.ToString());
        Assert.Equal("hi", (await Payload.Read(new ProtobufDeserializer<Third.Types.Left>(other), hex)).Text);
    }

    [Fact]
    public async Task Imports_are_registered_and_resolved_by_the_reader()
    {
        var hex = await Payload.Write(
            new ProtobufSerializer<Order>(_client), new Order { Id = 5, Total = new Money { Cents = 7 } });

        using var other = SchemaRegistryClient.Create(_server.Url.ToString());
        Assert.Equal(7, (await Payload.Read(new ProtobufDeserializer<Order>(other), hex)).Total.Cents);
        Assert.Equal(
            ["common.proto", "orders-value"], await other.ListSubjectsAsync(TestContext.Current.CancellationToken));
    }
}
