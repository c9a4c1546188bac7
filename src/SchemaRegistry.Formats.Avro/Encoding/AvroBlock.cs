namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// The head of one block of an array or map: the number of items, 0 for the last one, and the position behind the
/// block where the writer told its size in bytes.
/// </summary>
public readonly record struct AvroBlock(long Count, int? End);
