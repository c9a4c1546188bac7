using System.Text;
using System.Text.Json.Nodes;

namespace SchemaRegistry.Registry.Tests.Http.BadInput;

/// <summary>Bodies that were good once: members changed in type, doubled, lost, or bytes flipped.</summary>
internal static class BodyGenerator
{
    private static readonly string[] Good =
    [
        """{"schema":"{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}","schemaType":"AVRO","version":2,"id":5}""",
        """{"schemaType":"JSON","schema":"{\"type\":\"object\"}","references":[{"name":"n","subject":"s","version":1}]}""",
        """{"schemaType":"PROTOBUF","schema":"syntax = \"proto3\"; message A { string a = 1; }","schemaTagsToAdd":[{"schemaEntity":{"entityPath":"A.a","entityType":"sr_field"},"tags":["PII"]}]}""",
        """{"schema":"\"int\"","metadata":{"tags":{"a":["b"]},"properties":{"k":"v"},"sensitive":["k"]},"ruleSet":{"domainRules":[{"name":"r","type":"CEL","kind":"CONDITION","mode":"WRITE","tags":["t"],"params":{"p":"q"},"disabled":false}],"enableAt":"ALL"}}""",
        """{"compatibility":"FULL","normalize":true,"alias":"t","compatibilityGroup":"g","compatibilityPolicy":"LENIENT","validateFields":true,"defaultMetadata":{"properties":{"k":"v"}},"overrideRuleSet":{"migrationRules":[{"name":"m","type":"CEL","mode":"UPGRADE"}]}}""",
        """{"mode":"READWRITE"}""",
        """{"newVersion":2,"tagsToAdd":[{"schemaEntity":{"entityPath":"R","entityType":"sr_record"},"tags":["PII"]}],"rulesToRemove":["r"]}""",
        """{"resourceName":"orders","resourceNamespace":"ns","resourceId":"r","resourceType":"topic","associations":[{"subject":"s","associationType":"value","lifecycle":"WEAK","frozen":false}]}""",
        """{"requests":[{"resourceId":"r","associations":[{"opType":"UPSERT","subject":"s","associationType":"value"}]}]}""",
        """{"name":"kek","kmsType":"local","kmsKeyId":"k","kmsProps":{"a":"b"},"shared":false,"subject":"s","version":1,"algorithm":"AES256_GCM","encryptedKeyMaterial":"AAEC"}""",
        """{"requests":[{"subject":"s","schema":"\"int\""},{"subject":"t","schema":"\"string\"","references":[{"name":"R","subject":"s","version":-1}]}]}""",
    ];

    public static byte[] Next(Random random)
    {
        var json = JsonNode.Parse(NastyText.Pick(random, Good))!;
        for (var changes = random.Next(3); changes > 0; changes--)
            Change(json, random);
        var text = json.ToJsonString();
        if (random.Next(6) == 0)
            text = Disturb(text, random);
        var bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(6) == 0 ? Damage(bytes, random) : bytes;
    }

    private static void Change(JsonNode json, Random random)
    {
        var places = Members(json).ToList();
        if (places.Count == 0)
            return;
        var (parent, name) = NastyText.Pick(random, places);
        if (random.Next(8) == 0)
            parent.Remove(name);
        else if (random.Next(8) == 0)
            parent[NastyText.Text(random)] = parent[name]?.DeepClone();
        else
            parent[name] = Value(random);
    }

    private static IEnumerable<(JsonObject Parent, string Name)> Members(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => Members(member.Value).Prepend((json, member.Key))),
        JsonArray array => array.SelectMany(Members),
        _ => [],
    };

    private static JsonNode? Value(Random random) => random.Next(12) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonNode.Parse(NastyText.Pick(
            random, ["0", "-0", "-1", "1.9", "1e400", "1e-400", "2147483648", "-99999999999999999999999999", "0.1e1"])),
        3 => new JsonArray(),
        4 => new JsonArray(null, new JsonArray(new JsonArray()), new JsonObject()),
        5 => new JsonObject { [NastyText.Text(random)] = NastyText.Text(random) },
        6 => Deep(random.Next(2, 400)),
        _ => JsonValue.Create(NastyText.Text(random)),
    };

    private static JsonNode Deep(int depth)
    {
        JsonNode json = new JsonArray();
        for (var level = 0; level < depth; level++)
            json = new JsonArray(json);
        return json;
    }

    /// <summary>What a tree can not say: names twice, half surrogate pairs, comments, endless nesting.</summary>
    private static string Disturb(string text, Random random) => random.Next(9) switch
    {
        0 => text.Insert(1, "\"schema\":1,\"schema\":[],"),
        1 => text.Insert(1, "\"\\ud800\":1,"),
        2 => text.Insert(1, "\"schema\":\"\\udc00\\ud800\","),
        3 => "/* */" + text + "// end",
        4 => text + text,
        5 => new string('[', random.Next(50, 50_000)),
        6 => string.Concat(Enumerable.Repeat("{\"metadata\":", random.Next(50, 4_000))),
        7 => "\ufeff" + text,
        _ => NastyText.Pick(random, ["", "null", "[]", "1", "\"\"", "true", "NaN", "{", "}", "\0", " "]),
    };

    private static byte[] Damage(byte[] bytes, Random random)
    {
        if (bytes.Length == 0)
            return [0xFF];
        var damaged = bytes[..(random.Next(2) == 0 ? bytes.Length : random.Next(1, bytes.Length + 1))];
        for (var flips = random.Next(1, 4); flips > 0; flips--)
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
        return damaged;
    }
}
