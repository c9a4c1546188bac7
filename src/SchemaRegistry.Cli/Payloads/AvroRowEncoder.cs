using System.Buffers;
using SchemaRegistry.Cli.Input;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Cli.Payloads;

/// <summary>Rows as Avro.</summary>
internal sealed class AvroRowEncoder(AvroSchema schema) : IRowEncoder
{
    private readonly AvroJsonEncoder _encoder = new(schema, AvroJsonStyle.Plain);

    public Func<string, CsvColumn> Columns { get; } = ColumnsOf(schema);

    public string? Encode(ReadOnlySpan<byte> row, IBufferWriter<byte> output) =>
        _encoder.Encode(row, output)?.ToString();

    /// <summary>A column is text where its field takes texts, else what the field takes.</summary>
    private static Func<string, CsvColumn> ColumnsOf(AvroSchema schema)
    {
        var types = new Dictionary<string, CsvColumn>();
        if (schema is RecordSchema record)
        {
            foreach (var field in record.Fields)
            {
                var original = field.Properties.FirstOrDefault(
                    property => property.Key == AvroEncodingNames.OriginalNameProperty);
                types[original?.Value.Text ?? field.Name] = ColumnOf(field.Type);
            }
        }

        return name => types.GetValueOrDefault(name, CsvColumn.Text);
    }

    private static CsvColumn ColumnOf(AvroSchema type)
    {
        var kinds = type is UnionSchema union ? union.Branches.Select(branch => branch.Kind).ToList() : [type.Kind];
        if (kinds.Contains(AvroKind.String))
            return CsvColumn.Text;
        if (kinds.Exists(kind => kind is AvroKind.Int or AvroKind.Long or AvroKind.Float or AvroKind.Double))
            return CsvColumn.Number;
        return kinds.Contains(AvroKind.Boolean) ? CsvColumn.Boolean : CsvColumn.Text;
    }
}
