using System.Text.Json.Nodes;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility.Oracle;

/// <summary>
/// Writes random schemas, and edits of them, that use nothing of which the rules are known to be looser than
/// validation, save for one thing that is asked for.
/// </summary>
internal sealed class OracleSchema(Random random, LooserRule looser)
{
    private const int Definitions = 2;

    private static readonly string[] Names = ["a", "b", "c"];
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "null", "object", "array"];

    private static readonly string[] Drafts =
    [
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    ];

    private int _draft;

    private bool IsModern => _draft >= 3;

    public string Next()
    {
        _draft = looser switch
        {
            LooserRule.TypeListKeywords or LooserRule.Unevaluated or LooserRule.DependenciesInModern =>
                random.Next(3, 5),
            LooserRule.BooleanBounds => 0,
            LooserRule.Conditions => random.Next(2, 5),
            LooserRule.PropertyNames or LooserRule.Contains => random.Next(1, 5),
            _ => random.Next(5),
        };
        var root = Typed(3);
        root["$schema"] = Drafts[_draft];
        var definitions = new JsonObject();
        for (var index = 0; index < Definitions; index++)
            definitions[$"d{index}"] = Typed(2);
        root["definitions"] = definitions;
        return root.ToJsonString();
    }

    /// <summary>The same with one to three changes, each of a kind that a person would make.</summary>
    public string Change(string text)
    {
        var root = JsonNode.Parse(text)!.AsObject();
        _draft = Array.IndexOf(Drafts, (string)root["$schema"]!);
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var places = Schemas(root).Where(place => IsUsed(root, place)).ToList();
            ChangeOne(Pick(places));
        }

        if (looser == LooserRule.AcrossDrafts)
            root["$schema"] = Pick(Drafts);
        return root.ToJsonString();
    }

    /// <summary>Definitions that nothing refers to are not worth a change.</summary>
    private static bool IsUsed(JsonObject root, JsonObject place) =>
        !place.GetPath().StartsWith("$.definitions", StringComparison.Ordinal)
        || root.ToJsonString().Contains("$ref", StringComparison.Ordinal);

    /// <summary>Objects that are schemas; what is in lists of values is none.</summary>
    private static IEnumerable<JsonObject> Schemas(JsonNode? node)
    {
        if (node is not JsonObject schema)
            yield break;
        yield return schema;
        foreach (var (key, value) in schema)
        {
            var below = (key, value) switch
            {
                ("properties" or "definitions" or "patternProperties", JsonObject map) => map.Select(member => member.Value),
                ("anyOf" or "allOf" or "oneOf" or "prefixItems" or "items", JsonArray list) => list,
                ("items" or "not" or "additionalProperties" or "additionalItems" or "if" or "then" or "else"
                    or "contains" or "propertyNames" or "unevaluatedProperties" or "unevaluatedItems", JsonObject) => [value],
                _ => Enumerable.Empty<JsonNode?>(),
            };
            foreach (var place in below.SelectMany(Schemas))
                yield return place;
        }
    }

    private void ChangeOne(JsonObject schema)
    {
        var bound = schema["minimum"] is null ? "maximum" : "minimum";
        if (looser == LooserRule.BeyondDouble && schema[bound] is not null)
            schema[bound] = Large();
        else if (looser == LooserRule.BooleanBounds && schema[bound] is not null)
            schema[bound == "minimum" ? "exclusiveMinimum" : "exclusiveMaximum"] = random.Next(2) == 0;
        switch (random.Next(7))
        {
            case 0 when Numbers(schema) is { Count: > 0 } numbers:
                schema[Pick(numbers)] = Count();
                break;
            case 1 when Removable(schema) is { Count: > 0 } removable:
                schema.Remove(Pick(removable));
                break;
            case 2 when schema["enum"] is JsonArray values:
                values.Add(random.Next(2) == 0 ? random.Next(10, 13) : "new");
                break;
            case 3 or 6 when schema["properties"] is JsonObject properties:
                ChangeProperties(schema, properties);
                break;
            case 4 when schema["anyOf"] is JsonArray sum:
                sum.Add(Write(1));
                break;
            case 5 when (string?)(schema["type"] as JsonValue) == "integer":
                schema["type"] = "number";
                break;
            default:
                AddKeyword(schema);
                break;
        }
    }

    private static List<string> Numbers(JsonObject schema) =>
    [
        .. schema
            .Where(member => member.Value is JsonValue value && value.TryGetValue<int>(out _))
            .Select(member => member.Key),
    ];

    private List<string> Removable(JsonObject schema) =>
    [
        .. schema.Select(member => member.Key).Where(key => key
            is not ("$schema" or "definitions" or "properties" or "type" or "$ref" or "enum" or "const" or "anyOf"
            or "allOf" or "oneOf" or "not" or "items" or "prefixItems" or "connect.type")
            || (key == "type" && looser == LooserRule.UntypedKeywords)),
    ];

    private void ChangeProperties(JsonObject schema, JsonObject properties)
    {
        var name = Pick(Names);
        if (properties[name] is not null && random.Next(2) == 0)
        {
            properties.Remove(name);
            if (looser != LooserRule.RequiredUndeclared)
                schema.Remove("required");
        }
        else
        {
            if (looser == LooserRule.RequiredEmpty && properties[name] is null)
                (properties[name], schema["required"]) = (new JsonObject(), new JsonArray(name));
            else if (looser != LooserRule.RequiredWithDefault)
                properties[name] = Write(1);
            Require(schema, properties);
        }
    }

    private JsonNode Write(int depth)
    {
        switch (random.Next(depth > 0 ? 12 : 8))
        {
            case 0:
                return new JsonObject { ["$ref"] = $"#/definitions/d{random.Next(Definitions)}" };
            case 1:
                return new JsonObject { ["enum"] = new JsonArray(random.Next(3), "x", random.Next(4, 6)) };
            case 2 when _draft > 0:
                return new JsonObject { ["const"] = random.Next(3) };
            case 8:
                return new JsonObject { ["anyOf"] = new JsonArray(Write(depth - 1), Write(depth - 1)) };
            case 9:
                return new JsonObject { ["allOf"] = new JsonArray(Write(depth - 1), Write(depth - 1)) };
            case 10:
                return new JsonObject { ["not"] = Write(depth - 1) };
            default:
                return Typed(depth);
        }
    }

    /// <summary>A schema of one type or some, with keywords about it.</summary>
    private JsonObject Typed(int depth)
    {
        if (looser is LooserRule.BeyondDouble or LooserRule.BooleanBounds && random.Next(2) == 0)
            return Number(depth);
        if (looser == LooserRule.OneOfOverlap && depth > 0 && random.Next(3) == 0)
            return new JsonObject { ["oneOf"] = new JsonArray(Write(depth - 1), Write(depth - 1)) };
        var type = depth > 0 && random.Next(3) > 0 ? Pick(["object", "object", "array"]) : Pick(Types[..5]);
        var schema = new JsonObject { ["type"] = type };
        var hasList = random.Next(8) == 0 && (!IsModern || looser == LooserRule.TypeListKeywords);
        if (hasList || (looser == LooserRule.TypeListKeywords && random.Next(2) == 0))
            schema["type"] = new JsonArray(type, Pick(Types.Where(other => other != type).ToArray()));
        for (var count = random.Next(depth > 0 ? 1 : 0, depth > 0 ? 4 : 3); count > 0; count--)
            AddAbout(schema, type, depth);
        if (looser == LooserRule.UntypedKeywords && schema.Count > 1 && random.Next(3) == 0)
            schema.Remove("type");
        if (looser == LooserRule.ConnectBytes && random.Next(2) == 0)
            schema["connect.type"] = "bytes";
        if (looser == LooserRule.Conditions && depth > 0 && random.Next(2) == 0)
            (schema["if"], schema["then"], schema["else"]) = (Write(0), Write(0), Write(0));
        return schema;
    }

    private JsonObject Number(int depth)
    {
        var schema = new JsonObject { ["type"] = "number" };
        for (var count = random.Next(3); count >= 0; count--)
            AddAbout(schema, "number", depth);
        return schema;
    }

    /// <summary>To a schema that is there, about the type that it has.</summary>
    private void AddKeyword(JsonObject schema)
    {
        var type = (schema["type"] as JsonArray)?[0] ?? schema["type"];
        if (type is not null && (schema["type"] is JsonValue || !IsModern || looser == LooserRule.TypeListKeywords))
            AddAbout(schema, (string)type!, 1);
    }

    private void AddAbout(JsonObject schema, string type, int depth)
    {
        switch (type)
        {
            case "string":
                if (random.Next(3) == 0)
                    schema["pattern"] = Pick(["^a", "^[a-c]*$", "a"]);
                else
                    schema[Pick(["minLength", "maxLength"])] = Count();
                break;
            case "integer" or "number":
                AddBound(schema);
                break;
            case "object":
                AddAboutObject(schema, depth - 1);
                break;
            case "array":
                AddAboutArray(schema, depth - 1);
                break;
        }
    }

    private void AddBound(JsonObject schema)
    {
        var keywords = _draft == 0 || looser == LooserRule.AcrossDrafts
            ? (string[])["minimum", "maximum", "multipleOf"]
            : ["minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"];
        var keyword = Pick(keywords);
        schema[keyword] = Count();
        if (looser == LooserRule.BeyondDouble && keyword != "multipleOf")
            schema[keyword] = Large();
        if (looser == LooserRule.BooleanBounds && keyword != "multipleOf" && random.Next(2) == 0)
            schema[keyword == "minimum" ? "exclusiveMinimum" : "exclusiveMaximum"] = random.Next(2) == 0;
    }

    private void AddAboutObject(JsonObject schema, int depth)
    {
        switch (random.Next(8))
        {
            case 0:
                schema[Pick(["minProperties", "maxProperties"])] = Count();
                break;
            case 1:
                schema["additionalProperties"] = random.Next(2) == 0 ? random.Next(2) == 0 : Write(depth);
                break;
            case 2 when !IsModern || looser == LooserRule.DependenciesInModern:
                schema["dependencies"] = new JsonObject { [Pick(Names)] = new JsonArray(Pick(Names)) };
                break;
            case 2:
                schema["dependentRequired"] = new JsonObject { [Pick(Names)] = new JsonArray(Pick(Names)) };
                break;
            case 3:
                AddLooseAboutObject(schema, depth);
                break;
            default:
                var properties = schema["properties"] as JsonObject ?? [];
                properties[Pick(Names)] = Write(depth);
                schema["properties"] = properties;
                Require(schema, properties);
                break;
        }
    }

    private void AddLooseAboutObject(JsonObject schema, int depth)
    {
        if (looser == LooserRule.PatternProperties)
            schema["patternProperties"] = new JsonObject { [Pick(["^a", "b|c", "^x"])] = Write(depth) };
        if (looser == LooserRule.PropertyNames)
            schema["propertyNames"] = new JsonObject { ["enum"] = new JsonArray("a", Pick(["b", "c"])) };
        if (looser == LooserRule.RequiredUndeclared)
            schema["required"] = new JsonArray(Pick(Names));
        if (looser != LooserRule.Unevaluated)
            return;
        schema["unevaluatedProperties"] = random.Next(2) == 0 ? false : Write(0);
        schema["allOf"] = new JsonArray(new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["a"] = Write(0), ["b"] = Write(0) },
        });
    }

    /// <summary>Only names that are declared, with schemas that say something; without a default.</summary>
    private void Require(JsonObject schema, JsonObject properties)
    {
        if (properties.Count == 0 || random.Next(2) == 0)
            return;
        var name = Pick(properties.Select(member => member.Key).ToArray());
        if (looser == LooserRule.RequiredWithDefault && properties[name] is JsonObject property && property["$ref"] is null)
            property["default"] = 1;
        schema["required"] = new JsonArray(name);
    }

    private void AddAboutArray(JsonObject schema, int depth)
    {
        switch (random.Next(5))
        {
            case 0:
                schema[Pick(["minItems", "maxItems"])] = Count();
                break;
            case 1:
                schema["uniqueItems"] = true;
                break;
            case 2 when looser == LooserRule.Contains:
                schema["contains"] = Write(0);
                break;
            case 2 when looser == LooserRule.Unevaluated:
                schema["unevaluatedItems"] = false;
                schema["allOf"] = new JsonArray(new JsonObject { ["type"] = "array", [Tuple] = new JsonArray(Write(0)) });
                break;
            case 3:
                schema[Tuple] = new JsonArray(Write(depth), Write(depth));
                if (random.Next(2) == 0)
                    schema[_draft == 4 ? "items" : "additionalItems"] = random.Next(2) == 0 ? false : Write(depth);
                break;
            default:
                schema["items"] = Write(depth);
                break;
        }
    }

    private string Tuple => _draft == 4 ? "prefixItems" : "items";

    /// <summary>Around 2^53, from where on a double does not hold every integer.</summary>
    private long Large() => 9007199254740991 + random.Next(4);

    private int Count() => random.Next(1, 5);

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
