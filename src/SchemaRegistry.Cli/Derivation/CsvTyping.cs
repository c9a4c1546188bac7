using SchemaRegistry.Cli.Input;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Cli.Derivation;

/// <summary>
/// How CSV texts become JSON for a schema: a column is text where its field takes texts, else what the field takes.
/// </summary>
internal static class CsvTyping
{
    public static Func<string, CsvColumn> For(AvroSchema schema)
    {
        var types = new Dictionary<string, CsvColumn>();
        if (schema is RecordSchema record)
        {
            foreach (var field in record.Fields)
            {
                var original = field.Properties.FirstOrDefault(
                    property => property.Key == AvroEncodingNames.OriginalNameProperty);
                types[original?.Value.Text ?? field.Name] = TypeOf(field.Type);
            }
        }

        return name => types.GetValueOrDefault(name, CsvColumn.Text);
    }

    private static CsvColumn TypeOf(AvroSchema type)
    {
        var kinds = type is UnionSchema union ? union.Branches.Select(branch => branch.Kind).ToList() : [type.Kind];
        if (kinds.Contains(AvroKind.String))
            return CsvColumn.Text;
        if (kinds.Exists(kind => kind is AvroKind.Int or AvroKind.Long or AvroKind.Float or AvroKind.Double))
            return CsvColumn.Number;
        return kinds.Contains(AvroKind.Boolean) ? CsvColumn.Boolean : CsvColumn.Text;
    }
}
