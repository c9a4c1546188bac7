namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>
/// Which simple types a reader takes for a written one: itself, and the promotions of the specification.
/// </summary>
internal static class Promotion
{
    public static bool CanRead(AvroKind reader, AvroKind writer) => (reader, writer) switch
    {
        (AvroKind.Long, AvroKind.Int) => true,
        (AvroKind.Float, AvroKind.Int or AvroKind.Long) => true,
        (AvroKind.Double, AvroKind.Int or AvroKind.Long or AvroKind.Float) => true,
        (AvroKind.String, AvroKind.Bytes) => true,
        (AvroKind.Bytes, AvroKind.String) => true,
        _ => reader == writer && reader <= AvroKind.String,
    };
}
