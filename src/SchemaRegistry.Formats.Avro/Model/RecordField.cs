namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>A field of a record; <see cref="Position"/> counts from 0.</summary>
public sealed class RecordField(string name, AvroSchema type, int position)
{
    public string Name { get; } = name;

    public AvroSchema Type { get; } = type;

    public int Position { get; } = position;

    public string? Doc { get; init; }

    /// <summary>The default as written, or null when there is none; a default of JSON null is a value.</summary>
    public AvroJson? Default { get; init; }

    public FieldOrder Order { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public IReadOnlyList<AvroProperty> Properties { get; init; } = [];
}
