using System.Text.Json.Nodes;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>
/// Changes a schema text at random places, as people change schemas and as they had better not: fields come and go with
/// and without defaults, types are widened and exchanged, names and symbols changed. What comes out may be no schema.
/// </summary>
internal sealed class RandomEdit
{
    private static readonly string[] Primitives =
        ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];

    private readonly Random _random;
    private readonly List<JsonObject> _records = [];
    private readonly List<JsonObject> _enums = [];
    private readonly List<JsonObject> _fixeds = [];
    private readonly List<JsonArray> _unions = [];
    private readonly List<(JsonNode Owner, string Key)> _types = [];
    private readonly JsonObject _root;

    private RandomEdit(string schema, Random random)
    {
        _random = random;
        _root = new JsonObject { ["type"] = JsonNode.Parse(schema) };
        Collect(_root, "type");
    }

    public static string Apply(string schema, int edits, Random random)
    {
        for (; edits > 0; edits--)
        {
            var edit = new RandomEdit(schema, random);
            edit.Edit();
            schema = edit._root["type"]!.ToJsonString();
        }

        return schema;
    }

    private void Collect(JsonNode owner, string key)
    {
        _types.Add((owner, key));
        switch (owner[key])
        {
            case JsonArray union:
                _unions.Add(union);
                foreach (var branch in union.OfType<JsonObject>())
                    CollectInside(branch);
                break;
            case JsonObject type:
                CollectInside(type);
                break;
        }
    }

    private void CollectInside(JsonObject type)
    {
        switch ((string?)type["type"])
        {
            case "record":
                _records.Add(type);
                foreach (var field in type["fields"]!.AsArray())
                    Collect(field!, "type");
                break;
            case "enum":
                _enums.Add(type);
                break;
            case "fixed":
                _fixeds.Add(type);
                break;
            case "array":
                Collect(type, "items");
                break;
            case "map":
                Collect(type, "values");
                break;
        }
    }

    private void Edit()
    {
        switch (_random.Next(13))
        {
            case 0 or 1:
                Exchange();
                break;
            case 2:
                Wrap();
                break;
            case 3:
                EditUnion();
                break;
            case 4 or 5 when _records.Count > 0:
                AddField(Pick(_records)["fields"]!.AsArray());
                break;
            case 6 when _records.Count > 0:
                RemoveField(Pick(_records)["fields"]!.AsArray());
                break;
            case 7 when _records.Count > 0:
                RenameField(Pick(_records)["fields"]!.AsArray());
                break;
            case 8 when _records.Count > 0:
                Shuffle(Pick(_records)["fields"]!.AsArray());
                break;
            case 9 when _enums.Count > 0:
                EditEnum(Pick(_enums));
                break;
            case 10 when _fixeds.Count > 0 && _random.Next(4) == 0:
                Pick(_fixeds)["size"] = _random.Next(1, 4);
                break;
            case 11 when _unions.Count > 0 && _records.Count > 0:
                var union = Pick(_unions);
                union.Insert(_random.Next(union.Count + 1), Twin());
                break;
            case 12:
                RenameType();
                break;
        }
    }

    private void Exchange()
    {
        var (owner, key) = Pick(_types);
        var text = (owner[key] as JsonValue)?.GetValue<string>();
        owner[key] = text switch
        {
            "int" => OneOf("long", "float", "double"),
            "long" => OneOf("float", "double"),
            "float" => "double",
            "string" => "bytes",
            "bytes" => "string",
            _ => Pick(Primitives),
        };
    }

    private void Wrap()
    {
        var (owner, key) = Pick(_types);
        if (owner[key] is JsonArray { Count: > 0 } union)
        {
            var branch = Pick(union.ToList());
            union.Remove(branch);
            owner[key] = branch;
            return;
        }

        var type = owner[key]!.DeepClone();
        owner[key] = _random.Next(2) == 0 ? new JsonArray("null", type) : new JsonArray(type, Pick(Primitives));
    }

    private void EditUnion()
    {
        if (_unions.Count == 0)
            return;
        var union = Pick(_unions);
        if (_random.Next(2) == 0 && union.Count > 1)
            union.RemoveAt(_random.Next(union.Count));
        else
            union.Insert(_random.Next(union.Count + 1), NewBranch());
    }

    private JsonNode NewBranch() => _random.Next(3) switch
    {
        0 when _records.Count > 0 => Twin(),
        1 => JsonNode.Parse("""{"type":"array","items":"long"}""")!,
        _ => Pick(Primitives),
    };

    /// <summary>A record of the same simple name in another namespace.</summary>
    private JsonNode Twin()
    {
        var twin = Pick(_records).DeepClone().AsObject();
        twin["name"] = $"twin.{SimpleName(twin)}";
        if (twin["fields"]!.AsArray() is { Count: > 0 } fields)
            fields.RemoveAt(_random.Next(fields.Count));
        return twin;
    }

    private void AddField(JsonArray fields)
    {
        var name = $"f{_random.Next(8)}";
        JsonNode field = _random.Next(6) switch
        {
            0 => new JsonObject { ["name"] = name, ["type"] = Pick(Primitives) },
            1 => new JsonObject { ["name"] = name, ["type"] = "long", ["default"] = 7 },
            2 => new JsonObject { ["name"] = name, ["type"] = "string", ["default"] = "d" },
            3 => JsonNode.Parse($$"""{"name":"{{name}}","type":["null","int"],"default":null}""")!,
            4 => JsonNode.Parse($$"""{"name":"{{name}}","type":{"type":"array","items":"int"},"default":[1]}""")!,
            _ => new JsonObject { ["name"] = name, ["type"] = NewEnum() },
        };
        if (_random.Next(8) == 0)
            field["aliases"] = new JsonArray($"f{_random.Next(8)}");
        fields.Insert(_random.Next(fields.Count + 1), field);
    }

    private JsonObject NewEnum() => new()
    {
        ["type"] = "enum",
        ["name"] = $"E{_random.Next(100)}",
        ["symbols"] = new JsonArray("X"),
        ["default"] = "X",
    };

    private void RemoveField(JsonArray fields)
    {
        if (fields.Count > 0)
            fields.RemoveAt(_random.Next(fields.Count));
    }

    private void RenameField(JsonArray fields)
    {
        if (fields.Count == 0)
            return;
        var field = fields[_random.Next(fields.Count)]!;
        if (_random.Next(4) > 0)
            field["aliases"] = new JsonArray((string)field["name"]!);
        field["name"] = $"f{_random.Next(8)}";
    }

    private void Shuffle(JsonArray fields)
    {
        var all = fields.ToArray();
        fields.Clear();
        _random.Shuffle(all);
        foreach (var field in all)
            fields.Add(field);
    }

    private void EditEnum(JsonObject type)
    {
        var symbols = type["symbols"]!.AsArray();
        switch (_random.Next(3))
        {
            case 0 when symbols.Count > 1:
                symbols.RemoveAt(_random.Next(symbols.Count));
                break;
            case 1:
                symbols.Insert(_random.Next(symbols.Count + 1), $"S{_random.Next(100)}");
                break;
            case 2 when symbols.Count > 0:
                type["default"] = (string)symbols[0]!;
                break;
        }
    }

    private void RenameType()
    {
        JsonObject[] named = [.. _records, .. _enums, .. _fixeds];
        if (named.Length == 0)
            return;
        var type = Pick(named);
        var old = (string)type["name"]!;
        var updated = _random.Next(3) == 0 ? $"x.N{_random.Next(1000)}" : $"y.{SimpleName(type)}";
        if (_random.Next(4) > 0)
            type["aliases"] = new JsonArray(old);
        type["name"] = updated;
        foreach (var (owner, key) in _types)
        {
            if (owner[key] is JsonValue value && value.GetValue<string>() == old)
                owner[key] = updated;
        }

        foreach (var union in _unions)
        {
            for (var index = 0; index < union.Count; index++)
            {
                if (union[index] is JsonValue value && value.GetValue<string>() == old)
                    union[index] = updated;
            }
        }
    }

    private static string SimpleName(JsonObject type) => ((string)type["name"]!).Split('.')[^1];

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private string OneOf(params string[] values) => Pick(values);
}
