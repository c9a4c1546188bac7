using Avro.Generic;
using Avro.Specific;

namespace SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs;

public sealed class SpecificCodecTests
{
    private const string Bytes = "36 06426F62 02 04 0278 02 0279 04 00 02026E";

    /// <summary>
    /// A later version: fields in another order, one more, one gone, a wider number, an unknown symbol.
    /// </summary>
    private const string LaterText = """
        {"type":"record","name":"Order","namespace":"SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs","fields":[
          {"name":"Lines","type":{"type":"array","items":{"type":"record","name":"OrderLine","fields":[
             {"name":"Count","type":"int"},{"name":"Sku","type":"string"},{"name":"Price","type":"double"}]}}},
          {"name":"State","type":{"type":"enum","name":"OrderState","symbols":["OPEN","PAID","SENT"],"default":"OPEN"}},
          {"name":"Customer","type":"string"},
          {"name":"Id","type":"int"}]}
        """;

    [Fact]
    public void A_generated_class_has_the_bytes_of_its_schema()
    {
        Assert.Equal(CodecRun.Normalize(Bytes), CodecRun.Encode(MakeOrder()));
    }

    [Fact]
    public void A_generated_class_comes_back() => AssertIsOrder(CodecRun.Decode<Order>(Bytes, Order.SchemaText));

    [Fact]
    public void A_generic_record_reads_what_a_class_wrote() =>
        Assert.Equal("Bob", CodecRun.Decode<GenericRecord>(Bytes, Order.SchemaText)["Customer"]);

    [Fact]
    public void The_interface_of_all_classes_finds_the_class_by_its_name() =>
        AssertIsOrder(Assert.IsType<Order>(CodecRun.Decode<ISpecificRecord>(Bytes, Order.SchemaText)));

    [Fact]
    public void A_class_reads_a_later_version_of_its_schema()
    {
        var order = CodecRun.Decode<Order>("02 04 0278 000000000000F83F 00  04 06426F62 36", LaterText);

        Assert.Equal((27, "Bob", OrderState.OPEN, null), (order.Id, order.Customer, order.State, order.Note));
        Assert.Equal(("x", 2), (Assert.Single(order.Lines).Sku, order.Lines[0].Count));
    }

    private static Order MakeOrder() => new()
    {
        Id = 27,
        Customer = "Bob",
        State = OrderState.PAID,
        Lines = [new OrderLine { Sku = "x", Count = 1 }, new OrderLine { Sku = "y", Count = 2 }],
        Note = "n",
    };

    private static void AssertIsOrder(Order order)
    {
        var expected = MakeOrder();
        Assert.Equal(
            (expected.Id, expected.Customer, expected.State, expected.Note),
            (order.Id, order.Customer, order.State, order.Note));
        Assert.Equal(["x1", "y2"], order.Lines.Select(line => $"{line.Sku}{line.Count}"));
    }
}
