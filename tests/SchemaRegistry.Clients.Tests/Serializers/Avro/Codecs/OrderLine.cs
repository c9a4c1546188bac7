using Avro.Specific;
using ApacheSchema = Avro.Schema;

namespace SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs;

public sealed class OrderLine : ISpecificRecord
{
    public static readonly ApacheSchema Compiled = ApacheSchema.Parse("""
        {"type":"record","name":"OrderLine","namespace":"SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs","fields":[
          {"name":"Sku","type":"string"},{"name":"Count","type":"int"}]}
        """);

    public ApacheSchema Schema => Compiled;

    public string Sku { get; set; } = "";

    public int Count { get; set; }

    public object Get(int fieldPos) => fieldPos == 0 ? Sku : Count;

    public void Put(int fieldPos, object fieldValue)
    {
        if (fieldPos == 0)
            Sku = (string)fieldValue;
        else
            Count = (int)fieldValue;
    }
}
