namespace SchemaRegistry.Formats.Avro.Model;

public sealed class ArraySchema(AvroSchema items, IReadOnlyList<AvroProperty> properties)
    : AvroSchema(AvroKind.Array, properties)
{
    public AvroSchema Items { get; } = items;
}
