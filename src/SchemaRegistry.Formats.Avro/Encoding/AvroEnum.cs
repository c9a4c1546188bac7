using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// A symbol of an enum as a value; <paramref name="Index"/> counts from 0 in the symbols of the schema.
/// </summary>
public sealed record AvroEnum(EnumSchema Schema, int Index)
{
    public string Symbol => Schema.Symbols[Index];
}
