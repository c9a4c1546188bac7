using Avro.Specific;
using ApacheSchema = Avro.Schema;

namespace SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs;

/// <summary>What Apache.Avro's generator makes of <see cref="SchemaText"/>: a class by position.</summary>
public sealed class Order : ISpecificRecord
{
    public const string SchemaText = """
        {"type":"record","name":"Order","namespace":"SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs","fields":[
          {"name":"Id","type":"long"},
          {"name":"Customer","type":"string"},
          {"name":"State","type":{"type":"enum","name":"OrderState","symbols":["OPEN","PAID"],"default":"OPEN"}},
          {"name":"Lines","type":{"type":"array","items":{"type":"record","name":"OrderLine","fields":[
             {"name":"Sku","type":"string"},{"name":"Count","type":"int"}]}}},
          {"name":"Note","type":["null","string"],"default":null}]}
        """;

    public static readonly ApacheSchema Compiled = ApacheSchema.Parse(SchemaText);

    public ApacheSchema Schema => Compiled;

    public long Id { get; set; }

    public string Customer { get; set; } = "";

    public OrderState State { get; set; }

    public IList<OrderLine> Lines { get; set; } = [];

    public string? Note { get; set; }

    public object Get(int fieldPos) => fieldPos switch
    {
        0 => Id,
        1 => Customer,
        2 => State,
        3 => Lines,
        4 => Note!,
        _ => throw new global::Avro.AvroRuntimeException($"Bad index {fieldPos}"),
    };

    public void Put(int fieldPos, object fieldValue)
    {
        switch (fieldPos)
        {
            case 0:
                Id = (long)fieldValue;
                break;
            case 1:
                Customer = (string)fieldValue;
                break;
            case 2:
                State = (OrderState)fieldValue;
                break;
            case 3:
                Lines = (IList<OrderLine>)fieldValue;
                break;
            case 4:
                Note = (string)fieldValue;
                break;
            default:
                throw new global::Avro.AvroRuntimeException($"Bad index {fieldPos}");
        }
    }
}
