namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>null, boolean, int, long, float, double, bytes or string, perhaps with a logical type.</summary>
public sealed class PrimitiveSchema(AvroKind kind, IReadOnlyList<AvroProperty> properties) : AvroSchema(
    kind, properties);
