using System.Buffers;
using Google.Protobuf;
using SchemaRegistry.Client;
using SchemaRegistry.Clients.Tests.Serializers.Protobuf.Schemas;
using SchemaRegistry.Formats;
using SchemaRegistry.Serializers.Protobuf;

namespace SchemaRegistry.Clients.Tests.Serializers.Protobuf;

/// <summary>Whole payloads against the bytes that serializers of other clients write.</summary>
public sealed class ProtobufSerializerTests
{
    private static readonly string[] OrderSubjects = ["common.proto", "orders-value"];

    private readonly MemoryRegistry _registry = new();

    [Fact]
    public async Task The_first_message_of_a_file_has_the_short_path()
    {
        _registry.Add("others", "\"string\"");

        var hex = await Payload.Write(Serializer<First>(), new First { Text = "hi" });

        Assert.Equal(Payload.Normalize("00 00000003 00 0A 02 6869"), hex);
        Assert.Equal(OrderSubjects, _registry.Subjects);
    }

    [Fact]
    public async Task Other_messages_are_named_by_their_indexes()
    {
        Assert.Equal(
            Payload.Normalize("00 00000002 02 02 0A 02 6869"),
            await Payload.Write(Serializer<Second>(), new Second { Text = "hi" }));
        Assert.Equal(
            Payload.Normalize("00 00000002 06 04 02 00 0A 02 6869"),
            await Payload.Write(
                Serializer<Third.Types.Right.Types.Deep>(), new Third.Types.Right.Types.Deep { Text = "hi" }));
    }

    [Fact]
    public async Task An_empty_message_is_a_frame_and_no_body() =>
        Assert.Equal(Payload.Normalize("00 00000002 00"), await Payload.Write(Serializer<First>(), new First()));

    [Fact]
    public async Task Imports_are_registered_first_and_referred_to_and_known_ones_are_not()
    {
        await Payload.Write(Serializer<Order>(), new Order { Id = 1 });

        var schema = (await _registry.GetByIdAsync(2, null, TestContext.Current.CancellationToken)).Definition;
        Assert.Equal(OrderSubjects, _registry.Subjects);
        Assert.Equal([new("common.proto", "common.proto", 1)], schema.References);
        Assert.Equal(SchemaType.Protobuf, schema.Type);
        Assert.Equal(ShopReflection.Descriptor.SerializedData.ToBase64(), schema.Text);
    }

    [Fact]
    public async Task The_version_of_an_import_is_looked_up_where_a_registration_does_not_answer_it()
    {
        var older = new MemoryRegistry { AnswersVersions = false };

        await Payload.Write(new ProtobufSerializer<Order>(older), new Order());

        var schema = (await older.GetByIdAsync(2, null, TestContext.Current.CancellationToken)).Definition;
        Assert.Equal(["common.proto", "common.proto", "orders-value"], older.Subjects);
        Assert.Equal([new("common.proto", "common.proto", 1)], schema.References);
    }

    [Fact]
    public async Task Subjects_of_imports_can_be_qualified_and_known_imports_registered()
    {
        var serializer = new ProtobufSerializer<Order>(
            _registry,
            new ProtobufSerializerOptions
            {
                ReferenceSubject = ReferenceSubjectStrategies.Qualified,
                KnownImports = KnownImports.Register,
            });

        await Payload.Write(serializer, new Order());

        Assert.Equal(["google.protobuf.timestamp", "common", "orders-value"], _registry.Subjects);
    }

    [Fact]
    public async Task A_warm_serializer_allocates_nothing()
    {
        var serializer = Serializer<Order>();
        var order = new Order { Id = 5, Total = new Money { Currency = "EUR", Cents = 7 } };
        await Payload.Write(serializer, order);
        var output = new ArrayBufferWriter<byte>(1024);
        Assert.True(serializer.TrySerialize(order, Payload.OrdersValue, output));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 100; count++)
        {
            output.ResetWrittenCount();
            serializer.TrySerialize(order, Payload.OrdersValue, output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task A_header_carries_the_GUID_and_the_path_and_the_payload_is_bare()
    {
        var headers = new MemoryHeaders();
        var serializer = new ProtobufSerializer<Third.Types.Right.Types.Deep>(
            _registry, new ProtobufSerializerOptions { Carrier = SchemaIdCarrier.Header });
        var context = Payload.OrdersValue with { Headers = headers };

        var hex = await Payload.Write(serializer, new Third.Types.Right.Types.Deep { Text = "hi" }, context);

        Assert.Equal("0A026869", hex);
        Assert.True(headers.TryGetLast("__value_schema_id", out var header));
        var guid = MemoryRegistry.GuidOf(2).ToString("N");
        Assert.Equal(Payload.Normalize($"01 {guid} 06040200"), Convert.ToHexString(header));
        var read = await Payload.Read(
            new ProtobufDeserializer<Third.Types.Right.Types.Deep>(_registry), hex, context);
        Assert.Equal("hi", read.Text);
    }

    [Fact]
    public async Task The_path_is_that_of_the_registered_file_where_its_messages_have_another_order()
    {
        const string Reordered = """
            syntax = "proto3";
            package demo.shop;
            message Extra { }
            message Second { string text = 1; }
            message First { string text = 1; }
            message Third {
              message Left { string text = 1; }
              message Right { message Deep { string text = 1; } }
              map<string, int32> counts = 1;
            }
            message Order { int64 id = 1; repeated string tags = 4; }
            """;
        _registry.Add("orders-value", new SchemaDefinition(SchemaType.Protobuf, Reordered));

        var hex = await Payload.Write(Latest<First>(), new First { Text = "hi" });

        Assert.Equal(Payload.Normalize("00 00000001 02 04 0A 02 6869"), hex);
        Assert.Equal("hi", (await Payload.Read(new ProtobufDeserializer<First>(_registry), hex)).Text);
    }

    [Fact]
    public async Task A_registered_file_that_can_not_read_the_message_is_refused_with_the_reason()
    {
        _registry.Add("orders-value", new SchemaDefinition(
            SchemaType.Protobuf, "syntax = \"proto3\"; package demo.shop; message First { int32 text = 1; }"));

        var other = await Assert.ThrowsAsync<PayloadException>(
            () => Payload.Write(Latest<First>(), new First { Text = "hi" }));
        var missing = await Assert.ThrowsAsync<PayloadException>(
            () => Payload.Write(Latest<Second>(), new Second { Text = "hi" }));

        Assert.Contains("#/First/1", other.Message, StringComparison.Ordinal);
        Assert.Contains("has no message 'demo.shop.Second'", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_that_the_data_can_not_hold_do_not_matter()
    {
        _registry.Add("orders-value", new SchemaDefinition(
            SchemaType.Protobuf, "syntax = \"proto3\"; package demo.shop; message First { string text = 1; }"));

        Assert.Equal(
            Payload.Normalize("00 00000001 00 0A 02 6869"),
            await Payload.Write(Latest<First>(), new First { Text = "hi" }));
    }

    [Fact]
    public async Task A_required_field_that_is_not_set_is_refused()
    {
        var e = await Assert.ThrowsAsync<PayloadException>(() => Payload.Write(Serializer<Required>(), new Required()));

        Assert.Contains("required field of 'demo.legacy.Required'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_of_several_types_go_through_one_serializer()
    {
        var serializer = Serializer<IMessage>();

        Assert.Equal(
            Payload.Normalize("00 00000002 00 0A 02 6869"), await Payload.Write(serializer, new First { Text = "hi" }));
        Assert.Equal(
            Payload.Normalize("00 00000002 02 02 0A 02 6869"),
            await Payload.Write(serializer, new Second { Text = "hi" }));
    }

    private ProtobufSerializer<T> Serializer<T>()
        where T : class, IMessage => new(_registry);

    private ProtobufSerializer<T> Latest<T>()
        where T : class, IMessage => new(_registry, new() { Selection = new SchemaSelection.Latest() });
}
