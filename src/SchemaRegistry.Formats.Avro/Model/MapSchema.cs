namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>A map from strings.</summary>
public sealed class MapSchema(AvroSchema values, IReadOnlyList<AvroProperty> properties)
    : AvroSchema(AvroKind.Map, properties)
{
    public AvroSchema Values { get; } = values;
}
