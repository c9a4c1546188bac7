using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Encoding;

/// <summary>
/// A record as a value: one object per field, in the order of the schema. The objects are null, bool, int, long,
/// float, double, string, byte[], <see cref="AvroRecord"/>, <see cref="AvroEnum"/>, <see cref="AvroFixed"/>,
/// List&lt;object?&gt; and Dictionary&lt;string, object?&gt;; logical types stay in their raw form.
/// </summary>
public sealed class AvroRecord(RecordSchema schema)
{
    private readonly object?[] _values = new object?[schema.Fields.Count];

    public RecordSchema Schema { get; } = schema;

    public int Count => _values.Length;

    public object? this[int position]
    {
        get => _values[position];
        set => _values[position] = value;
    }

    /// <exception cref="KeyNotFoundException">The record has no such field.</exception>
    public object? this[string field]
    {
        get => _values[PositionOf(field)];
        set => _values[PositionOf(field)] = value;
    }

    private int PositionOf(string field) =>
        Schema.Field(field)?.Position
        ?? throw new KeyNotFoundException($"The record {Schema.Name} has no field '{field}'.");
}
