using System.Buffers;
using Avro.Generic;
using Avro.Specific;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Naming;
using SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Serializers.Avro;
using ApacheRecord = Avro.RecordSchema;
using ApacheSchema = Avro.Schema;

namespace SchemaRegistry.Clients.Tests.Serializers.Avro;

/// <summary>Whole payloads against the bytes that serializers of other clients write.</summary>
public sealed class AvroSerializerTests
{
    private readonly MemoryRegistry _registry = new();

    [Fact]
    public async Task The_schema_is_registered_under_the_topic_and_its_id_written_in_front()
    {
        Assert.Equal(Payload.Normalize("00 00000001 A413"), await Payload.Write(Serializer<int>(), 1234));
        Assert.Equal(Payload.Normalize("00 00000002 06616263"), await Payload.Write(Serializer<string>(), "abc"));
        Assert.Equal(
            Payload.Normalize("00 00000003 020304"), await Payload.Write(Serializer<byte[]>(), [2, 3, 4]));
        Assert.Equal(Payload.Normalize("00 00000004"), await Payload.Write(Serializer<AvroNull>(), AvroNull.Value));
        Assert.Equal(Enumerable.Repeat("orders-value", 4), _registry.Subjects);
    }

    [Fact]
    public async Task A_second_value_needs_no_registry_and_no_task()
    {
        var serializer = Serializer<long>();
        var output = new ArrayBufferWriter<byte>();
        Assert.False(serializer.TrySerialize(-1, Payload.OrdersValue, output));
        Assert.Equal(0, output.WrittenCount);
        await Payload.Write(serializer, -1);

        var task = serializer.SerializeAsync(-1, Payload.OrdersValue, output, TestContext.Current.CancellationToken);

        Assert.True(task.IsCompletedSuccessfully);
        Assert.True(serializer.TrySerialize(-1, Payload.OrdersValue, output));
        Assert.Equal("00000000010100000000" + "0101", Convert.ToHexString(output.WrittenSpan));
        Assert.Equal(1, _registry.Calls);
    }

    [Fact]
    public async Task A_warm_serializer_allocates_nothing_for_a_primitive_value()
    {
        var serializer = Serializer<long>();
        var output = new ArrayBufferWriter<byte>(1024);
        await serializer.SerializeAsync(5, Payload.OrdersValue, output, TestContext.Current.CancellationToken);
        output.ResetWrittenCount();
        serializer.TrySerialize(5, Payload.OrdersValue, output);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 100; count++)
            serializer.TrySerialize(5, Payload.OrdersValue, output);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Topics_and_parts_have_their_own_subjects()
    {
        var serializer = Serializer<int>();

        await Payload.Write(serializer, 1, new SerializationContext("a", RecordPart.Key));
        await Payload.Write(serializer, 1, new SerializationContext("a", RecordPart.Value));
        await Payload.Write(serializer, 1, new SerializationContext("b", RecordPart.Value));
        await Payload.Write(serializer, 1, new SerializationContext("a", RecordPart.Key));

        Assert.Equal(["a-key", "a-value", "b-value"], _registry.Subjects);
    }

    [Fact]
    public async Task Subjects_can_be_named_after_the_record()
    {
        var name = "SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs.OrderLine";

        await Payload.Write(
            Serializer<OrderLine>(new() { Subject = SubjectNameStrategies.Record }), new OrderLine());
        await Payload.Write(
            Serializer<OrderLine>(new() { Subject = SubjectNameStrategies.TopicRecord }), new OrderLine());

        Assert.Equal([name, $"orders-{name}"], _registry.Subjects);
        await Assert.ThrowsAsync<ArgumentException>(
            () => Payload.Write(Serializer<int>(new() { Subject = SubjectNameStrategies.Record }), 1));
    }

    [Fact]
    public async Task One_serializer_writes_records_of_several_schemas()
    {
        var serializer = Serializer<ISpecificRecord>();

        var line = await Payload.Write(serializer, new OrderLine { Sku = "x", Count = 1 });
        var order = await Payload.Write(serializer, new Order());

        Assert.Equal(Payload.Normalize("00 00000001 0278 02"), line);
        Assert.Equal(Payload.Normalize("00 00000002 00 00 00 00 00"), order);
    }

    [Fact]
    public async Task In_header_mode_the_GUID_is_a_header_and_the_payload_bare()
    {
        var headers = new MemoryHeaders();
        var context = new SerializationContext("orders", RecordPart.Value, headers);
        var serializer = Serializer<string>(new() { Carrier = SchemaIdCarrier.Header });

        Assert.Equal("06616263", await Payload.Write(serializer, "abc", context));

        var (name, value) = Assert.Single(headers.All);
        Assert.Equal("__value_schema_id", name);
        Assert.Equal(Payload.Normalize("01 8979176223364186 9674299B90A80001"), Convert.ToHexString(value));
        Assert.Equal("abc", await Payload.Read(Deserializer<string>(), "06616263", context));
    }

    [Fact]
    public async Task In_header_mode_a_record_without_headers_is_an_error()
    {
        var serializer = Serializer<string>(new() { Carrier = SchemaIdCarrier.Header });

        var e = await Assert.ThrowsAsync<PayloadException>(() => Payload.Write(serializer, "abc"));

        Assert.StartsWith("Topic 'orders', value: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("the record has no headers", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_a_pinned_schema_values_are_rewritten_to_it()
    {
        _registry.Add("orders-value", "\"null\"");
        var id = _registry.Add("orders-value", "[\"null\",\"long\"]");
        var serializer = Serializer<int>(new() { Selection = new SchemaSelection.Pinned(id) });

        Assert.Equal(Payload.Normalize("00 00000002 02 0A"), await Payload.Write(serializer, 5));
    }

    [Fact]
    public async Task Under_a_pinned_schema_that_can_not_hold_the_value_nothing_is_written()
    {
        var id = _registry.Add("orders-value", "\"boolean\"");
        var serializer = Serializer<int>(new() { Selection = new SchemaSelection.Pinned(id) });

        var e = await Assert.ThrowsAsync<PayloadException>(() => Payload.Write(serializer, 5));

        Assert.Contains("can not hold the value's schema", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_latest_version_is_asked_for_again_when_it_is_old()
    {
        var time = new ManualTime();
        var options = new AvroSerializerOptions { Selection = new SchemaSelection.Latest(TimeSpan.FromMinutes(1)) };
        var serializer = new AvroSerializer<int>(_registry, options, time);
        _registry.Add("orders-value", "\"int\"");
        Assert.Equal(Payload.Normalize("00 00000001 0A"), await Payload.Write(serializer, 5));
        _registry.Add("orders-value", "[\"int\"]");

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(Payload.Normalize("00 00000001 0A"), await Payload.Write(serializer, 5));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Payload.Normalize("00 00000002 00 0A"), await Payload.Write(serializer, 5));
    }

    [Theory]
    [InlineData(SchemaNormalization.AsWritten)]
    [InlineData(SchemaNormalization.Normalized)]
    public async Task Without_registration_only_a_known_schema_is_used(SchemaNormalization normalization)
    {
        var serializer = Serializer<int>(new() { Selection = new SchemaSelection.LookUp(normalization) });
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Payload.Write(serializer, 5));

        _registry.Add("orders-value", "\"int\"");

        Assert.Equal(Payload.Normalize("00 00000001 0A"), await Payload.Write(serializer, 5));
        Assert.Equal([normalization, normalization], _registry.Normalizations);
    }

    [Fact]
    public async Task A_latest_version_with_references_is_resolved()
    {
        _registry.Add("line", """{"type":"record","name":"Line","fields":[{"name":"a","type":"int"}]}""");
        _registry.Add("other", "\"boolean\"");
        _registry.Add(
            "mid", """{"type":"record","name":"Mid","fields":[{"name":"l","type":"Line"}]}""", new SchemaReference("Line", "line", 1));
        var id = _registry.Add(
            "orders-value", """["null","Mid","Line"]""",
            new SchemaReference("Mid", "mid", 1), new SchemaReference("Line", "line", 1));
        var line = new GenericRecord((ApacheRecord)ApacheSchema.Parse(
            """{"type":"record","name":"Line","fields":[{"name":"a","type":"int"}]}"""));
        line.Add("a", 5);

        var serializer = Serializer<GenericRecord>(new() { Selection = new SchemaSelection.Latest() });

        Assert.Equal(Payload.Normalize($"00 {id:X8} 04 0A"), await Payload.Write(serializer, line));
    }

    [Fact]
    public async Task A_schema_of_another_language_is_refused()
    {
        var id = _registry.Add("orders-value", new SchemaDefinition(SchemaType.Json, "{}"));
        var serializer = Serializer<int>(new() { Selection = new SchemaSelection.Pinned(id) });

        var e = await Assert.ThrowsAsync<PayloadException>(() => Payload.Write(serializer, 5));

        Assert.Equal("Topic 'orders', value: Schema id 1 is of the type JSON, not AVRO.", e.Message);
    }

    [Fact]
    public async Task Records_that_bring_a_freshly_parsed_schema_each_do_not_pile_up()
    {
        var serializer = Serializer<GenericRecord>();

        for (var count = 0; count < 2500; count++)
            Assert.Equal("000000000102", await Payload.Write(serializer, FreshRecord()));
    }

    [Fact]
    public async Task A_value_that_does_not_fit_writes_nothing()
    {
        var serializer = Serializer<GenericRecord>();
        await Payload.Write(serializer, FreshRecord());
        var record = new GenericRecord((ApacheRecord)ApacheSchema.Parse(OneField));
        record.Add("a", "text");
        var output = new ArrayBufferWriter<byte>();

        await Assert.ThrowsAsync<PayloadException>(
            async () => await serializer.SerializeAsync(
                record, Payload.OrdersValue, output, TestContext.Current.CancellationToken));

        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void A_null_value_has_no_payload_and_is_refused() =>
        Assert.Throws<ArgumentNullException>(
            () => Serializer<string>().TrySerialize(null!, Payload.OrdersValue, new ArrayBufferWriter<byte>()));

    private const string OneField = """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""";

    private static GenericRecord FreshRecord()
    {
        var record = new GenericRecord((ApacheRecord)ApacheSchema.Parse(OneField));
        record.Add("a", 1);
        return record;
    }

    private AvroSerializer<T> Serializer<T>(AvroSerializerOptions? options = null) =>
        new(_registry, options);

    private AvroDeserializer<T> Deserializer<T>() => new(_registry);
}
