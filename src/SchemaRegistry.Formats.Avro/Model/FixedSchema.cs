namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>A fixed number of bytes, 0 or more.</summary>
public sealed class FixedSchema(NamedHead head, int size) : NamedSchema(AvroKind.Fixed, head)
{
    public int Size { get; } = size;
}
