using System.Text.Json.Nodes;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

/// <summary>
/// Writes schemas from few words, so that two of them often have something in common, with definitions that refer to
/// each other in circles.
/// </summary>
internal sealed class RandomSchema(Random random)
{
    private const int Definitions = 3;

    public static readonly string[] Dialects =
    [
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    ];

    private static readonly string[] Others =
    [
        "type", "enum", "const", "required", "uniqueItems", "title", "description", "default", "$id", "id", "pattern",
        "format", "exclusiveMinimum", "exclusiveMaximum", "dependentRequired", "propertyNames", "then", "else",
        "$ref", "$dynamicRef", "$recursiveRef", "definitions", "$defs", "connect.type",
    ];

    private static readonly string[] Types = ["string", "integer", "number", "boolean", "null", "object", "array"];

    private static readonly string[] Numbers =
    [
        "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "minProperties", "maxProperties",
        "multipleOf", "minContains", "maxContains",
    ];

    private static readonly string[] Single =
    [
        "not", "items", "additionalProperties", "additionalItems", "contains", "unevaluatedProperties",
        "unevaluatedItems", "if",
    ];

    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];

    private static readonly string[] Maps = ["properties", "properties", "patternProperties", "dependencies", "dependentSchemas"];

    public static IEnumerable<string> Keywords => [.. Others, .. Numbers, .. Single, .. Lists, .. Maps];

    public string Next()
    {
        var root = Write(4) as JsonObject ?? [];
        root["$schema"] = Pick(Dialects);
        var definitions = new JsonObject();
        for (var index = 0; index < Definitions; index++)
            definitions[$"d{index}"] = Write(3);
        root["definitions"] = definitions;
        return root.ToJsonString();
    }

    /// <summary>The same text with one piece of it in another's place, or cut, or doubled.</summary>
    public string Change(string text)
    {
        var root = JsonNode.Parse(text)!;
        var places = Objects(root).ToList();
        var place = places[random.Next(places.Count)];
        var other = places[random.Next(places.Count)];
        var key = place.Select(member => member.Key).Where(IsFree).ToList();
        if (key.Count == 0)
            place["maxLength"] = 2;
        else if (random.Next(3) == 0)
            place.Remove(Pick(key));
        else if (random.Next(2) == 0)
            place[Pick(key)] = Write(2);
        else
            place["anyOf"] = new JsonArray(other.DeepClone(), Write(1));
        return root.ToJsonString();
    }

    /// <summary>Definitions stay, so that every reference leads somewhere.</summary>
    private static bool IsFree(string key) => key is not ("definitions" or "d0" or "d1" or "d2");

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject value => value.SelectMany(member => Objects(member.Value)).Prepend(value),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    private JsonNode Write(int depth)
    {
        if (random.Next(12) == 0)
            return random.Next(2) == 0;
        if (random.Next(4) == 0)
            return new JsonObject { ["$ref"] = random.Next(6) == 0 ? "#" : $"#/definitions/d{random.Next(Definitions)}" };
        var schema = new JsonObject();
        for (var count = random.Next(1, 4); count > 0; count--)
            Add(schema, depth - 1);
        return schema;
    }

    private void Add(JsonObject schema, int depth)
    {
        switch (random.Next(depth > 0 ? 9 : 5))
        {
            case 0:
                schema["type"] = Pick(Types);
                break;
            case 1:
                schema["type"] = new JsonArray(Pick(Types), Pick(Types));
                break;
            case 2:
                schema[Pick(Numbers)] = random.Next(1, 4);
                break;
            case 3:
                schema["enum"] = new JsonArray(random.Next(2), "x", new JsonObject { ["a"] = random.Next(2) });
                break;
            case 4:
                schema["required"] = new JsonArray(Pick(["a", "b"]));
                schema["uniqueItems"] = random.Next(2) == 0;
                schema["title"] = Pick(["s", "t"]);
                schema["default"] = random.Next(2);
                break;
            case 5:
                schema[Pick(Single)] = Write(depth);
                break;
            case 6:
                schema[Pick(Lists)] = new JsonArray(Write(depth), Write(depth), Write(depth));
                break;
            default:
                schema[Pick(Maps)] = new JsonObject { ["a"] = Write(depth), [Pick(["b", "c"])] = Write(depth) };
                break;
        }
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
