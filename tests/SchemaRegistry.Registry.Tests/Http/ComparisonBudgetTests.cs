using System.Text.Json.Nodes;
using SchemaRegistry.Server.Hosting;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>No pair of schemas takes more work than the operator allows, and whoever asks is told so.</summary>
public sealed class ComparisonBudgetTests
{
    private const int InvalidSchema = 42201;

    [Theory]
    [InlineData("AVRO")]
    [InlineData("PROTOBUF")]
    [InlineData("JSON")]
    public async Task Schemas_beyond_the_setting_are_refused_by_its_name(string type)
    {
        await using var server = await StartAsync("compatibility.max.steps=100");
        Assert.Equal(200, (await server.RegisterAsync("s", type, Fields(type, 200))).Status);
        var larger = Fields(type, 201);

        var registered = await server.RegisterAsync("s", type, larger);
        var compared = await server.CallAsync(
            "POST", "/compatibility/subjects/s/versions", Api.Schema(type, larger));
        var comparedWithOne = await server.CallAsync(
            "POST", "/compatibility/subjects/s/versions/1", Api.Schema(type, larger));
        var explained = await server.CallAsync(
            "POST", "/compatibility/subjects/s/versions?verbose=true", Api.Schema(type, larger));

        foreach (var answer in new[] { registered, compared, comparedWithOne, explained })
        {
            Assert.Equal((422, InvalidSchema), (answer.Status, answer.Code()));
            Assert.Equal(
                "The schemas are too complex to compare: more than 100 steps (compatibility.max.steps)",
                answer.Message());
        }
    }

    [Theory]
    [InlineData("AVRO")]
    [InlineData("PROTOBUF")]
    [InlineData("JSON")]
    public async Task Schemas_within_the_setting_have_their_verdict(string type)
    {
        await using var server = await StartAsync("compatibility.max.steps=100");

        var first = await server.RegisterAsync("s", type, Fields(type, 2));
        var second = await server.RegisterAsync("s", type, Fields(type, 3));

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Equal(2, (int)second.Body!["version"]!);
    }

    [Theory]
    [MemberData(nameof(HeavySchemas.Names), MemberType = typeof(HeavySchemas))]
    public async Task Heavy_schemas_have_a_verdict_or_are_refused(string name)
    {
        await using var server = await TestServer.StartAsync();
        var (type, before, after) = HeavySchemas.Find(name);
        Assert.Equal(200, (await server.RegisterAsync("s", type, before)).Status);

        var answer = await server.CallAsync("POST", "/compatibility/subjects/s/versions", Api.Schema(type, after));

        if (answer.Status != 200)
            Assert.Equal((422, InvalidSchema), (answer.Status, answer.Code()));
        else
            Assert.True((bool)answer.Body!["is_compatible"]!);
    }

    [Fact]
    public async Task Others_are_answered_while_heavy_schemas_are_compared()
    {
        await using var server = await TestServer.StartAsync();
        var (type, before, after) = HeavySchemas.UnionOfUnions;
        Assert.Equal(200, (await server.RegisterAsync("s", type, before)).Status);

        var comparing = server.CallAsync("POST", "/compatibility/subjects/s/versions", Api.Schema(type, after));
        var listing = server.CallAsync("GET", "/subjects");

        Assert.Same(listing, await Task.WhenAny(listing, comparing));
        Assert.Equal(200, (await listing).Status);
        Assert.True((bool)(await comparing).Body!["is_compatible"]!);
    }

    private static async Task<TestServer> StartAsync(string setting)
    {
        var flags = new Dictionary<string, string> { ["registry-config"] = NamedSettings.Join([setting]) };
        return await TestServer.StartAsync(options => ServerSettings.Compose(flags, configFile: null) with
        {
            Urls = options.Urls,
            KafkaEndpoint = options.KafkaEndpoint,
        });
    }

    /// <summary>All optional, so that more of them are compatible with fewer.</summary>
    private static string Fields(string type, int count)
    {
        var numbers = Enumerable.Range(1, count);
        return type switch
        {
            "AVRO" => TestRegistry.Record("R", [.. numbers.Select(number => $"f{number}?")]),
            "PROTOBUF" => "syntax = \"proto3\"; message M { "
                + string.Concat(numbers.Select(number => $"string f{number} = {number}; ")) + "}",
            _ => new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["properties"] = new JsonObject(numbers.Select(number => KeyValuePair.Create<string, JsonNode?>(
                    $"f{number}", new JsonObject { ["type"] = "string" }))),
            }.ToJsonString(),
        };
    }
}
