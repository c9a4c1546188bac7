using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// One place in a plan to read JSON: a type, and what is looked up for it. Nodes refer to each other as the types do,
/// in cycles too. Immutable once <see cref="EncodePlanner"/> has handed the plan out; shared between threads.
/// </summary>
internal class EncodeNode(AvroSchema schema)
{
    public AvroKind Kind { get; } = schema.Kind;

    public AvroSchema Schema { get; } = schema;
}

internal sealed class EnumNode(EnumSchema schema) : EncodeNode(schema)
{
    public SymbolTable Symbols { get; } = new(schema);
}

internal sealed class FixedNode(FixedSchema schema) : EncodeNode(schema)
{
    public int Size { get; } = schema.Size;
}

internal sealed class ArrayNode(ArraySchema schema) : EncodeNode(schema)
{
    public EncodeNode Item { get; set; } = null!;
}

internal sealed class MapNode(MapSchema schema) : EncodeNode(schema)
{
    public EncodeNode Value { get; set; } = null!;
}

internal sealed class UnionNode(UnionSchema schema, UnionShape shape) : EncodeNode(schema)
{
    public UnionShape Shape { get; } = shape;

    public EncodeNode[] Branches { get; } = new EncodeNode[schema.Branches.Count];
}

internal sealed class RecordNode(RecordSchema schema, MemberNames names) : EncodeNode(schema)
{
    public MemberNames Names { get; } = names;

    public FieldNode[] Fields { get; } = new FieldNode[schema.Fields.Count];
}

/// <summary>A field, and its default as binary data, encoded when first used.</summary>
internal sealed class FieldNode(RecordField field, EncodeNode type)
{
    private byte[]? _default;

    public RecordField Field { get; } = field;

    public EncodeNode Type { get; } = type;

    public bool TryGetDefault(out byte[] bytes, out string message)
    {
        message = "";
        if (_default is null && !DefaultEncoder.TryEncode(Field, out _default, out message))
        {
            bytes = [];
            return false;
        }

        bytes = _default;
        return true;
    }
}
