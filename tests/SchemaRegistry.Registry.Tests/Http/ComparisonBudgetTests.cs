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
    public async Task Heavy_schemas_have_a_verdict_or_are_refused_by_a_bounds_name(string name)
    {
        await using var server = await TestServer.StartAsync();
        var pair = HeavySchemas.Find(name);
        Assert.Equal(200, (await server.RegisterAsync("s", pair.Type, pair.Smaller)).Status);

        var answer = await server.CallAsync(
            "POST", "/compatibility/subjects/s/versions", Api.Schema(pair.Type, pair.Larger));

        if (pair.Bound is null)
            Assert.True((bool)answer.Body!["is_compatible"]!);
        else
            AssertRefused(answer, pair.Bound);
    }

    [Theory]
    [MemberData(nameof(HeavySchemas.Names), MemberType = typeof(HeavySchemas))]
    public async Task Heavy_schemas_that_do_not_go_together_are_explained_or_refused(string name)
    {
        await using var server = await TestServer.StartAsync();
        var pair = HeavySchemas.Find(name);
        Assert.Equal(200, (await server.RegisterAsync("s", pair.Type, pair.Larger)).Status);

        var answer = await server.CallAsync(
            "POST", "/compatibility/subjects/s/versions?verbose=true", Api.Schema(pair.Type, pair.Smaller));

        if (pair.BoundBack is not null)
            AssertRefused(answer, pair.BoundBack);
        else if (pair.IsEachWay)
            Assert.True((bool)answer.Body!["is_compatible"]!);
        else
            Assert.NotEmpty(answer.Body!["incompatibilities"]!.AsArray());
    }

    private static void AssertRefused((int Status, JsonNode? Body) answer, string bound)
    {
        Assert.Equal((422, InvalidSchema), (answer.Status, answer.Code()));
        Assert.StartsWith("The schemas are too complex to compare: ", answer.Message(), StringComparison.Ordinal);
        Assert.Contains($"({bound})", answer.Message(), StringComparison.Ordinal);
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
