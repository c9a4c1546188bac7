using Google.Protobuf;
using SchemaRegistry.Client;
using SchemaRegistry.Clients.Tests.Serializers.Protobuf.Schemas;
using SchemaRegistry.Formats;
using SchemaRegistry.Serializers.Protobuf;

namespace SchemaRegistry.Clients.Tests.Serializers.Protobuf;

public sealed class ProtobufDeserializerTests
{
    private const string Text = """
        syntax = "proto3";
        package demo.shop;
        message First { string text = 1; }
        message Second { string text = 1; string more = 2; }
        """;

    private readonly MemoryRegistry _registry = new();

    public ProtobufDeserializerTests() =>
        _registry.Add("orders-value", new SchemaDefinition(SchemaType.Protobuf, Text));

    [Theory]
    [InlineData("00 00000001 00 0A 02 6869")]
    [InlineData("00 00000001 02 00 0A 02 6869")]
    public async Task Both_forms_of_the_first_path_are_read(string hex) =>
        Assert.Equal("hi", (await Payload.Read(new ProtobufDeserializer<First>(_registry), hex)).Text);

    [Fact]
    public async Task Fields_of_a_later_version_are_kept_and_do_not_disturb() =>
        Assert.Equal(
            "hi",
            (await Payload.Read(
                new ProtobufDeserializer<Second>(_registry), "00 00000001 02 02 0A 02 6869 12 01 41")).Text);

    [Fact]
    public async Task Another_message_is_never_taken_for_the_wanted_one()
    {
        var deserializer = new ProtobufDeserializer<First>(_registry);
        await Payload.Read(deserializer, "00 00000001 00 0A 02 6869");

        var e = await Assert.ThrowsAsync<PayloadException>(
            () => Payload.Read(deserializer, "00 00000001 02 02 0A 02 6869"));

        Assert.Contains("'demo.shop.Second'", e.Message, StringComparison.Ordinal);
        Assert.Contains("schema id 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_with_several_types_is_read_as_what_each_payload_names()
    {
        var deserializer = new ProtobufDeserializer<IMessage>(
            _registry, new() { Types = [First.Descriptor, Second.Descriptor] });

        Assert.IsType<First>(await Payload.Read(deserializer, "00 00000001 00 0A 02 6869"));
        Assert.IsType<Second>(await Payload.Read(deserializer, "00 00000001 02 02 0A 02 6869"));
        Assert.IsType<First>(await Payload.Read(deserializer, "00 00000001 00 0A 02 6869"));
    }

    [Theory]
    [InlineData("00 00000001 02 04 0A 02 6869", "[2]")]
    [InlineData("00 00000001 0A 05 68 65 6C 6C 6F", "without message indexes")]
    [InlineData("00 00000001", "count of message indexes")]
    [InlineData("00 00000001 00 0A 05 6869", "no 'demo.shop.First'")]
    [InlineData("00 00000001 00 0B", "no 'demo.shop.First'")]
    public async Task Damaged_payloads_are_reported(string hex, string reason) =>
        Assert.Contains(
            reason,
            (await Assert.ThrowsAsync<PayloadException>(
                () => Payload.Read(new ProtobufDeserializer<First>(_registry), hex))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task A_schema_of_another_language_is_refused()
    {
        var id = _registry.Add("orders-value", "\"string\"");

        var e = await Assert.ThrowsAsync<PayloadException>(
            () => Payload.Read(new ProtobufDeserializer<First>(_registry), $"00 0000000{id} 00"));

        Assert.Contains("AVRO", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interface_needs_types_and_a_class_takes_none()
    {
        Assert.Throws<ArgumentException>(() => new ProtobufDeserializer<IMessage>(_registry));
        Assert.Throws<ArgumentException>(
            () => new ProtobufDeserializer<First>(_registry, new() { Types = [First.Descriptor] }));
    }
}
