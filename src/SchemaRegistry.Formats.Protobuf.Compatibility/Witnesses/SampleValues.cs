using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using FieldType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>
/// Small values of a linked schema as JSON, chosen to be told apart after they were misread. Messages have what is
/// required of them and nothing else.
/// </summary>
/// <param name="types">The schema.</param>
/// <param name="maxPayloadBytes">Bytes that a value may take when it is encoded.</param>
internal sealed class SampleValues(LinkedTypes types, int maxPayloadBytes)
{
    /// <summary>Messages inside each other that are made for what is required.</summary>
    private const int MaxDepth = 20;

    /// <summary>Fields of a message, or constants of an enum, that are tried one by one.</summary>
    private const int MaxFields = 20;

    /// <summary>
    /// Fields that one search looks at: where each message requires two of the next, their number doubles with every
    /// level.
    /// </summary>
    private const int MaxLookedAt = 500_000;

    /// <summary>
    /// Characters of names in the JSON that one search makes, for each byte that a payload may have. Payloads have no
    /// names, so their size says nothing about that of the JSON.
    /// </summary>
    private const int MaxNamesPerByte = 64;

    private int _lookedAt;
    private long _namesLeft = (long)MaxNamesPerByte * maxPayloadBytes;

    /// <summary>
    /// Values of a set field, the most telling first. Each is a tree of its own, made when it is asked for.
    /// </summary>
    public IEnumerable<JsonNode> Of(FieldDescriptorProto field)
    {
        if (types.EntryOf(field) is { } entry)
            return Entries(entry);
        return field.IsRepeated() ? Lists(field) : Singles(field);
    }

    /// <summary>A message with what is required; null when that has no end, or is too long.</summary>
    public JsonNode? Minimal(LinkedMessage message) => Minimal(message, MaxDepth);

    private JsonNode? Minimal(LinkedMessage message, int depth)
    {
        _lookedAt += 1 + message.Descriptor.Field.Count;
        if (_lookedAt > MaxLookedAt)
            return null;
        if (WellKnown(message.FullName) is { } known)
            return known;
        var value = new JsonObject();
        foreach (var field in message.Descriptor.Field.Where(field => field.IsRequired()))
        {
            if (!TryName(field) || depth == 0 || MinimalOf(field, depth - 1) is not { } single)
                return null;
            value[field.Name] = single;
        }

        return value;
    }

    /// <summary>Counts the name of a field that becomes part of a value; false when the search has too many.</summary>
    public bool TryName(FieldDescriptorProto field) => (_namesLeft -= field.Name.Length) >= 0;

    private JsonNode? MinimalOf(FieldDescriptorProto field, int depth) =>
        types.MessageOf(field) is { } message ? Minimal(message, depth) : Singles(field).FirstOrDefault();

    private IEnumerable<JsonNode> Lists(FieldDescriptorProto field)
    {
        foreach (var value in Singles(field))
            yield return new JsonArray(value.DeepClone(), value);
        foreach (var value in Singles(field))
            yield return new JsonArray(value);

        // Elements in the other order: the last one may be all that is left.
        var different = Singles(field).Take(2).ToArray();
        if (different.Length == 2)
            yield return new JsonArray(different);
    }

    private IEnumerable<JsonNode> Entries(LinkedMessage entry)
    {
        var key = entry.FindField(1)!;
        var value = entry.FindField(2)!;
        var usual = Singles(value).FirstOrDefault();
        if (usual is null)
            yield break;
        foreach (var name in Singles(key))
            yield return new JsonObject { [KeyText(name)] = usual.DeepClone() };
        var usualKey = KeyText(Singles(key).First());
        foreach (var other in Singles(value))
            yield return new JsonObject { [usualKey] = other };
    }

    private static string KeyText(JsonNode key) => key.GetValueKind() == System.Text.Json.JsonValueKind.String
        ? key.GetValue<string>()
        : key.ToJsonString();

    private IEnumerable<JsonNode> Singles(FieldDescriptorProto field) => field.Type switch
    {
        FieldType.Bool => [true, false],
        FieldType.Int32 or FieldType.Sint32 or FieldType.Sfixed32 => Numbers("1", "150", "-1", "2147483647", "-2147483648"),
        FieldType.Int64 or FieldType.Sint64 or FieldType.Sfixed64 =>
            Numbers("1", "150", "-1", "9223372036854775807", "-9223372036854775808"),
        FieldType.Uint32 or FieldType.Fixed32 => Numbers("1", "150", "4294967295"),
        FieldType.Uint64 or FieldType.Fixed64 => Numbers("1", "150", "18446744073709551615"),
        FieldType.Float or FieldType.Double => [JsonValue.Create(1.5), JsonValue.Create(-2.0)],
        FieldType.String => ["a", "abcdefghi", "\u0001"],
        FieldType.Bytes => ["/w==", "YQ==", "AAEC"],
        FieldType.Enum => Constants(types.EnumOf(field)),
        _ => Messages(types.MessageOf(field)!),
    };

    private static IEnumerable<JsonNode> Numbers(params string[] numbers) =>
        numbers.Select(number => JsonNode.Parse(number)!);

    /// <summary>
    /// Zero is the last, since it means nothing where a field has no presence; at the end comes a number without a
    /// name, which an open enum may have.
    /// </summary>
    private static IEnumerable<JsonNode> Constants(EnumDescriptorProto type) =>
        type.Value.OrderBy(value => value.Number == 0).Take(MaxFields)
            .Select(value => (JsonNode)JsonValue.Create(value.Name))
            .Append(JsonValue.Create(type.Value.Max(value => value.Number) is var last && last < int.MaxValue
                ? last + 1
                : 0));

    /// <summary>With one field set besides those that are required, and with none.</summary>
    private IEnumerable<JsonNode> Messages(LinkedMessage message)
    {
        if (Minimal(message) is not { } minimal)
            yield break;
        if (WellKnown(message.FullName) is null)
        {
            foreach (var field in message.Descriptor.Field.Take(MaxFields))
            {
                if (FieldValue(field) is not { } value)
                    continue;
                var set = (JsonObject)minimal.DeepClone();
                set[field.Name] = value;
                yield return set;
            }
        }

        yield return minimal;
    }

    /// <summary>
    /// A value inside a message: of messages only the minimal one, so that the work does not multiply.
    /// </summary>
    private JsonNode? FieldValue(FieldDescriptorProto field)
    {
        if (types.EntryOf(field) is { } entry)
        {
            var value = MinimalOf(entry.FindField(2)!, MaxDepth);
            return value is null ? null : new JsonObject { [KeyText(Singles(entry.FindField(1)!).First())] = value };
        }

        var single = MinimalOf(field, MaxDepth);
        return single is null || !field.IsRepeated() ? single : new JsonArray(single);
    }

    /// <summary>The messages that have a JSON form of their own.</summary>
    private static JsonNode? WellKnown(string fullName) => fullName switch
    {
        "google.protobuf.Timestamp" => "1970-01-01T00:00:01Z",
        "google.protobuf.Duration" => "1s",
        "google.protobuf.FieldMask" => "a",
        "google.protobuf.Struct" => new JsonObject { ["a"] = 1 },
        "google.protobuf.Value" => 1,
        "google.protobuf.ListValue" => new JsonArray(1),
        "google.protobuf.Any" => new JsonObject(),
        "google.protobuf.BoolValue" => true,
        "google.protobuf.StringValue" => "a",
        "google.protobuf.BytesValue" => "/w==",
        _ when IsNumberWrapper(fullName) => 1,
        _ => null,
    };

    private static bool IsNumberWrapper(string fullName) => fullName is "google.protobuf.DoubleValue"
        or "google.protobuf.FloatValue" or "google.protobuf.Int64Value" or "google.protobuf.UInt64Value"
        or "google.protobuf.Int32Value" or "google.protobuf.UInt32Value";

    /// <summary>Whether data of the message is printed in a form of its own.</summary>
    public static bool HasOwnForm(string fullName) => WellKnown(fullName) is not null;
}
