using Google.Protobuf.Reflection;
using SchemaRegistry.Cli.Input;
using FieldType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Cli.Payloads;

/// <summary>
/// What CSV columns become for a message type: text where the field is one, else what the field takes.
/// </summary>
internal static class ProtobufColumns
{
    public static Func<string, CsvColumn> Of(FileDescriptorProto file, IReadOnlyList<int> indexes)
    {
        var type = file.MessageType[indexes[0]];
        foreach (var index in indexes.Skip(1))
            type = type.NestedType[index];
        var types = new Dictionary<string, CsvColumn>();
        foreach (var field in type.Field)
        {
            types[field.Name] = ColumnOf(field.Type);
            types[field.JsonName] = ColumnOf(field.Type);
        }

        return name => types.GetValueOrDefault(name, CsvColumn.Text);
    }

    private static CsvColumn ColumnOf(FieldType type) => type switch
    {
        FieldType.Bool => CsvColumn.Boolean,
        FieldType.String or FieldType.Bytes or FieldType.Enum or FieldType.Message or FieldType.Group => CsvColumn.Text,
        _ => CsvColumn.Number,
    };
}
