using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http.Scripts;

/// <summary>
/// The GUID that a server gives is computed here anew, byte for byte as the reference says: it stands in headers of
/// messages, and every registry must give the same.
/// </summary>
public sealed class GuidRecipeTests
{
    private const string Address = """{"type":"record","name":"Address","fields":[]}""";
    private const string Order = """{"type":"record","name":"Order","fields":[{"name":"to","type":"Address"}]}""";

    [Fact]
    public async Task A_schema_with_references_metadata_and_rules_has_the_GUID_of_the_recipe()
    {
        var request = new JsonObject
        {
            ["schema"] = Order,
            ["references"] = new JsonArray(Api.Reference("Address", "address", 258)),
            ["metadata"] = JsonNode.Parse(
                """{"tags":{"t2":["z","ä"],"t1":["x"]},"properties":{"p2":"v2","p1":"v1"},"sensitive":["p2","p1"]}"""),
            ["ruleSet"] = JsonNode.Parse("""
                {"domainRules":[{"name":"d","kind":"CONDITION","mode":"READ","type":"CEL","expr":"true","disabled":true}],
                 "migrationRules":[{"name":"m","doc":"doc","kind":"TRANSFORM","mode":"UPGRADE","type":"JSONATA",
                 "tags":["b","a"],"params":{"k2":"w2","k1":"w1"},"expr":"e","onSuccess":"NONE","onFailure":"DLQ"}],
                 "enableAt":"CLIENT"}
                """),
        };
        var bytes = new Recipe()
            .Texts(Order, "Address", "address").Number(258)
            .Mark().Texts("t1", "x", "t2", "z", "ä", "p1", "v1", "p2", "v2", "p1", "p2")
            .Mark().Texts("m", "doc", "TRANSFORM", "UPGRADE", "JSONATA", "a", "b", "k1", "w1", "k2", "w2", "e", "NONE", "DLQ")
            .Texts("d", "CONDITION", "READ", "CEL", "true").Mark()
            .Texts("CLIENT");

        Assert.Equal(bytes.Guid(), await RegisterAsync(request));
    }

    [Fact]
    public async Task Empty_metadata_and_an_empty_rule_set_leave_their_marks()
    {
        var withMetadata = new JsonObject { ["schema"] = "\"string\"", ["metadata"] = new JsonObject() };
        var withBoth = new JsonObject
        {
            ["schema"] = "\"string\"", ["metadata"] = new JsonObject(), ["ruleSet"] = new JsonObject(),
        };

        Assert.Equal(new Recipe().Texts("\"string\"").Mark().Guid(), await RegisterAsync(withMetadata));
        Assert.Equal(new Recipe().Texts("\"string\"").Mark().Mark().Guid(), await RegisterAsync(withBoth));
    }

    private static async Task<string> RegisterAsync(JsonObject request)
    {
        await using var server = await TestServer.StartAsync();
        await server.CallAsync("PUT", "/mode/address", """{"mode":"IMPORT"}""");
        var address = new JsonObject { ["schema"] = Address, ["id"] = 1, ["version"] = 258 };
        await server.CallAsync("POST", "/subjects/address/versions", address.ToJsonString());

        var answer = await server.CallAsync("POST", "/subjects/s/versions", request.ToJsonString());

        return (string)answer.Body!["guid"]!;
    }

    private sealed class Recipe
    {
        private readonly List<byte> _bytes = [];

        public Recipe Texts(params string[] texts)
        {
            foreach (var text in texts)
                _bytes.AddRange(Encoding.UTF8.GetBytes(text));
            return this;
        }

        public Recipe Number(int value)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(bytes, value);
            _bytes.AddRange(bytes);
            return this;
        }

        public Recipe Mark()
        {
            _bytes.Add(1);
            return this;
        }

        public string Guid()
        {
            var hex = Convert.ToHexStringLower(MD5.HashData(_bytes.ToArray()));
            return $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
        }
    }
}
