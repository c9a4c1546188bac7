using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaRegistry.Cli.Derivation;

/// <summary>
/// Prints a shape as a JSON Schema of draft 7. A member that every object has is required; several kinds of values make
/// a list of types. Objects stay open, as the registry's compatibility rules expect.
/// </summary>
internal static class DerivedJsonSchemaWriter
{
    private const string Dialect = "http://json-schema.org/draft-07/schema#";

    private static readonly JsonSerializerOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = CliLimits.MaxDerivedSchemaDepth };

    public static string Write(Shape shape, string name)
    {
        var root = new JsonObject { ["$schema"] = Dialect, ["title"] = name };
        foreach (var (key, value) in SchemaOf(shape).ToList())
        {
            root.Remove(key);
            root[key] = value?.DeepClone();
        }

        return root.ToJsonString(Options);
    }

    private static JsonObject SchemaOf(Shape shape)
    {
        var schema = new JsonObject();
        var types = TypesOf(shape).ToArray();
        if (types.Length > 0)
            schema["type"] = types.Length == 1 ? types[0] : new JsonArray([.. types.Select(type => JsonValue.Create(type))]);
        if (shape.Items is { } items)
            schema["items"] = SchemaOf(items);
        if (shape.Record is { } record)
            AddMembers(schema, record);
        return schema;
    }

    private static IEnumerable<string> TypesOf(Shape shape)
    {
        if (shape.HasNull)
            yield return "null";
        if (shape.HasBoolean)
            yield return "boolean";
        if (shape.HasDouble)
            yield return "number";
        else if (shape.HasInt || shape.HasLong)
            yield return "integer";
        if (shape.HasText)
            yield return "string";
        if (shape.Items is not null)
            yield return "array";
        if (shape.Record is not null)
            yield return "object";
    }

    private static void AddMembers(JsonObject schema, RecordShape record)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var (name, shape, isAlwaysThere) in record.Members)
        {
            properties[name] = SchemaOf(shape);
            if (isAlwaysThere)
                required.Add(name);
        }

        schema["properties"] = properties;
        if (required.Count > 0)
            schema["required"] = required;
    }
}
