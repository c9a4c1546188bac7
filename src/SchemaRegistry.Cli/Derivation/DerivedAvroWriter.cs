using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaRegistry.Formats.Avro.Encoding;

namespace SchemaRegistry.Cli.Derivation;

/// <summary>
/// Prints a shape as an Avro schema. Integers are int, else long; with fractions among them double, and with integers
/// that a double would change a union of long and double. Null or absent makes a union with null and a default of null.
/// Several kinds of values make a union. Names that Avro does not allow are made legal, with the original beside them.
/// One object prints one schema, in which names are unique.
/// </summary>
internal sealed class DerivedAvroWriter
{
    private static readonly JsonSerializerOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = CliLimits.MaxDerivedSchemaDepth };

    /// <summary>Names of primitive types are taken.</summary>
    private readonly HashSet<string> _recordNames =
        ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];

    public string Write(Shape shape, string name) => TypeOf(shape, isNullable: false, name).ToJsonString(Options);

    private JsonNode TypeOf(Shape shape, bool isNullable, string name)
    {
        var branches = new List<JsonNode>();
        if (shape.HasNull || isNullable)
            branches.Add("null");
        if (shape.HasBoolean)
            branches.Add("boolean");
        branches.AddRange(NumbersOf(shape));
        if (shape.HasText)
            branches.Add("string");
        if (shape.Items is { } items)
            branches.Add(new JsonObject { ["type"] = "array", ["items"] = TypeOf(items, isNullable: false, name + "_item") });
        if (shape.Record is { } record)
            branches.Add(RecordOf(record, name));

        return branches.Count switch
        {
            // Nothing was ever there: an array without items.
            0 => "null",
            1 => branches[0],
            _ => new JsonArray([.. branches]),
        };
    }

    private static IEnumerable<JsonNode> NumbersOf(Shape shape)
    {
        if (shape.HasHugeInteger)
            throw new CommandException("An integer needs more than 64 bits, which Avro does not have. Give --format json.");
        if (shape.HasDouble && shape.HasWideInteger)
            return ["long", "double"];
        if (shape.HasDouble)
            return ["double"];
        if (shape.HasLong)
            return ["long"];
        return shape.HasInt ? ["int"] : [];
    }

    private JsonObject RecordOf(RecordShape shape, string name)
    {
        var recordName = LegalName.MakeUnique(LegalName.Make(name), _recordNames);
        var fieldNames = new HashSet<string>();
        var fields = new JsonArray();
        foreach (var (original, member, isAlwaysThere) in shape.Members)
            fields.Add(FieldOf(original, member, isAlwaysThere, LegalName.MakeUnique(LegalName.Make(original),
                fieldNames), recordName));
        return new JsonObject { ["type"] = "record", ["name"] = recordName, ["fields"] = fields };
    }

    private JsonObject FieldOf(string original, Shape shape, bool isAlwaysThere, string name, string recordName)
    {
        var type = TypeOf(shape, !isAlwaysThere, $"{recordName}_{name}");
        var isNullable = type is JsonArray { Count: > 0 } union && union[0]!.GetValueKind() == JsonValueKind.String
            && (string)union[0]! == "null";
        var field = new JsonObject { ["name"] = name, ["type"] = type };
        if (isNullable || (type is JsonValue && (string)type! == "null"))
            field["default"] = null;
        if (name != original)
            field[AvroEncodingNames.OriginalNameProperty] = original;
        return field;
    }
}
