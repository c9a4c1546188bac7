namespace SchemaRegistry.Formats.Avro.Canonical;

internal enum KeyOrder
{
    AsWritten,
    Sorted,
}
