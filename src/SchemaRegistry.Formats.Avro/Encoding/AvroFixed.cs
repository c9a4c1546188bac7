using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>A fixed as a value: as many bytes as the schema says.</summary>
public sealed record AvroFixed(FixedSchema Schema, byte[] Bytes);
