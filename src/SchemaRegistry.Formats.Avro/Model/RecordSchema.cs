namespace SchemaRegistry.Formats.Avro.Model;

/// <summary>A record, or an error, which differs from it only in its print.</summary>
public sealed class RecordSchema : NamedSchema
{
    private Dictionary<string, RecordField> _fieldByName = [];

    public RecordSchema(NamedHead head, RecordRole role)
        : base(AvroKind.Record, head) => Role = role;

    public RecordRole Role { get; }

    /// <summary>
    /// In the order of the text, which is the order of their values in binary data; names are unique.
    /// </summary>
    public IReadOnlyList<RecordField> Fields { get; private set; } = [];

    /// <summary>The field of that name, or null. Aliases are not looked at.</summary>
    public RecordField? Field(string name) => _fieldByName.GetValueOrDefault(name);

    /// <summary>Set once, by the parser, after the types that the fields name exist.</summary>
    internal void SetFields(IReadOnlyList<RecordField> fields)
    {
        Fields = fields;
        _fieldByName = fields.ToDictionary(field => field.Name);
    }
}
