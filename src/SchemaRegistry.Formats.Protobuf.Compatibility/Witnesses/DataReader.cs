using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Reflection;
using FieldType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>Takes the JSON that the decoder prints back to what it means by numbers.</summary>
internal sealed class DataReader(LinkedTypes types)
{
    /// <summary>Recursion goes as deep as the data, which the decoder bounds.</summary>
    public MessageValue Read(JsonElement json, LinkedMessage message)
    {
        var fields = new Dictionary<int, IReadOnlyList<DataValue>>();
        foreach (var member in json.EnumerateObject())
        {
            // Extensions have names in brackets; they are not compared.
            if (message.Names.Find(member.Name) is { } field)
                fields[field.Number] = ReadField(member.Value, field);
        }

        return new MessageValue(fields);
    }

    private IReadOnlyList<DataValue> ReadField(JsonElement json, FieldDescriptorProto field)
    {
        if (types.EntryOf(field) is { } entry)
        {
            var key = entry.FindField(1)!;
            var value = entry.FindField(2)!;
            return
            [
                .. json.EnumerateObject().Select(member => new MessageValue(
                    new Dictionary<int, IReadOnlyList<DataValue>>
                    {
                        [1] = [ReadScalar(member.Name, key)],
                        [2] = [ReadSingle(member.Value, value)],
                    })),
            ];
        }

        return field.IsRepeated()
            ? [.. json.EnumerateArray().Select(element => ReadSingle(element, field))]
            : [ReadSingle(json, field)];
    }

    private DataValue ReadSingle(JsonElement json, FieldDescriptorProto field)
    {
        if (types.MessageOf(field) is { } message)
        {
            return SampleValues.HasOwnForm(message.FullName) || json.ValueKind != JsonValueKind.Object
                ? new OwnFormValue(message.FullName, json.GetRawText())
                : Read(json, message);
        }

        return json.ValueKind == JsonValueKind.String
            ? ReadScalar(json.GetString()!, field)
            : ReadScalar(json.GetRawText(), field);
    }

    /// <param name="text">The text of a string, or that of a number or word as it is written.</param>
    /// <param name="field">The field that it is the value of.</param>
    private DataValue ReadScalar(string text, FieldDescriptorProto field) => field.Type switch
    {
        FieldType.Bool => new IntegerValue(text == "true" ? 1 : 0),
        FieldType.Float => new RealValue(float.Parse(text, CultureInfo.InvariantCulture)),
        FieldType.Double => new RealValue(double.Parse(text, CultureInfo.InvariantCulture)),
        FieldType.String => new TextValue(System.Text.Encoding.UTF8.GetBytes(text), IsString: true),
        FieldType.Bytes => new TextValue(Convert.FromBase64String(text), IsString: false),
        FieldType.Enum => new IntegerValue(NumberOf(text, types.EnumOf(field))),
        _ => new IntegerValue(Int128.Parse(text, CultureInfo.InvariantCulture)),
    };

    private static Int128 NumberOf(string text, EnumDescriptorProto type) =>
        type.Value.FirstOrDefault(value => value.Name == text)?.Number
        ?? (text == "null" ? 0 : Int128.Parse(text, CultureInfo.InvariantCulture));
}
