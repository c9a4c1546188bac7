using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;
using FieldType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

/// <summary>Random data of a linked message as JSON; null where what is required has no end.</summary>
internal sealed class RandomData(LinkedTypes types, Random random)
{
    private const int MaxDepth = 4;

    public JsonObject? Of(LinkedMessage message) => Of(message, 0);

    private JsonObject? Of(LinkedMessage message, int depth)
    {
        if (depth > 3 * MaxDepth)
            return null;
        var value = new JsonObject();
        var members = new HashSet<int>();
        foreach (var field in message.Descriptor.Field)
        {
            var isWanted = random.Next(2) == 0 && depth < MaxDepth;
            var isTaken = field is { HasOneofIndex: true } && !members.Add(field.OneofIndex);
            if (!field.IsRequired() && (!isWanted || isTaken))
                continue;
            if (Any(field, depth) is { } set)
                value[field.Name] = set;
            else if (field.IsRequired())
                return null;
        }

        return value;
    }

    private JsonNode? Any(FieldDescriptorProto field, int depth)
    {
        if (types.EntryOf(field) is { } entry)
        {
            var map = new JsonObject();
            for (var count = random.Next(1, 4); count > 0; count--)
                map[Key(entry.FindField(1)!)] = Single(entry.FindField(2)!, depth);
            return map.Any(member => member.Value is null) ? null : map;
        }

        if (!field.IsRepeated())
            return Single(field, depth);
        var list = new JsonArray();
        for (var count = random.Next(1, 4); count > 0; count--)
            list.Add(Single(field, depth));
        return list.Any(element => element is null) ? null : list;
    }

    private string Key(FieldDescriptorProto field) =>
        field.Type == FieldType.Bool ? (random.Next(2) == 0 ? "true" : "false") : Single(field, 0)!.ToString();

    private JsonNode? Single(FieldDescriptorProto field, int depth) => field.Type switch
    {
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Int32 or FieldType.Sint32 or FieldType.Sfixed32 => Text((int)Bits()),
        FieldType.Int64 or FieldType.Sint64 or FieldType.Sfixed64 => Text(Bits()),
        FieldType.Uint32 or FieldType.Fixed32 => Text((uint)Bits()),
        FieldType.Uint64 or FieldType.Fixed64 => Text((ulong)Bits()),
        FieldType.Float or FieldType.Double => random.Next(-4, 5) / 2.0,
        FieldType.String => new string('ä', random.Next(4)),
        FieldType.Bytes => Convert.ToBase64String(Bytes()),
        FieldType.Enum => types.EnumOf(field).Value[random.Next(types.EnumOf(field).Value.Count)].Name,
        _ => Of(types.MessageOf(field)!, depth + 1),
    };

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(4)];
        random.NextBytes(bytes);
        return bytes;
    }

    private long Bits() => random.Next(3) == 0 ? random.Next(-3, 4) : random.NextInt64() >> random.Next(64);

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
