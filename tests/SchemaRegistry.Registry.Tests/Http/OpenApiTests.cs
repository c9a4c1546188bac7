using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SchemaRegistry.Server.Hosting;
using SchemaRegistry.Server.Telemetry;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>Holds the server to its contract, and the contract to the server.</summary>
public sealed partial class OpenApiTests
{
    private static readonly OpenApiContract Contract = OpenApiContract.Read();

    [Fact]
    public async Task The_operations_of_the_contract_are_those_of_the_server()
    {
        var routes = await RoutesAsync();

        Assert.Equal(
            routes.Select(route => $"{route.Method} {route.Path}").Order(),
            Contract.Operations.Select(operation => $"{operation.Method} {operation.Path}").Order());
    }

    [Fact]
    public async Task The_parameters_of_the_contract_are_those_that_the_server_reads()
    {
        foreach (var (method, path, parameters) in await RoutesAsync())
        {
            Assert.Equal(parameters.Order(), Contract.QueryParameters(method, path).Order());
            Assert.Equal(
                Placeholder().Matches(path).Select(match => match.Groups[1].Value), Contract.PathParameters(path));
        }
    }

    [Fact]
    public async Task Real_answers_have_the_members_of_the_contract()
    {
        await using var server = await TestServer.StartAsync();
        await server.RegisterAsync("address", """{"type":"record","name":"Address","fields":[]}""");
        const string Order = """
            {"schema":"{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"to\",\"type\":\"Address\"}]}","schemaType":"AVRO",
             "references":[{"name":"Address","subject":"address","version":1}],
             "metadata":{"properties":{"owner":"me"},"tags":{"a":["PII"]},"sensitive":["owner"]},
             "ruleSet":{"domainRules":[{"name":"r","type":"CEL","kind":"CONDITION","mode":"WRITE","expr":"true"}]}}
            """;
        var guid = (string)(await CheckAsync(server, "POST", "/subjects/{subject}/versions", "order", Order))["guid"]!;

        await CheckAsync(server, "POST", "/subjects/{subject}", "order", Order);
        await CheckAsync(server, "GET", "/subjects/{subject}/versions/{version}", "order");
        await CheckAsync(server, "GET", "/schemas/ids/{id}", "order", query: "?fetchMaxId=true");
        await CheckAsync(server, "GET", "/schemas/ids/{id}/versions", "order");
        await CheckAsync(server, "GET", "/subjects/{subject}/versions/{version}/diff/{other}", "order");
        await CheckAsync(server, "POST", "/subjects/{subject}/versions/{version}/tags", "order", "{}");
        await CheckAsync(server, "GET", "/subjects/{subject}/versions/{version}", "order", query: "?findTags=*");
        await CheckAsync(server, "GET", "/schemas/guids/{guid}", guid);
        await CheckAsync(server, "GET", "/schemas/guids/{guid}/ids", guid);
        await CheckAsync(server, "POST", "/compatibility/subjects/{subject}/versions", "order", Order, "?verbose=true");
        await CheckAsync(
            server, "PUT", "/config/{subject}", "order", """{"compatibility":"FULL","normalize":true,"compatibilityGroup":"g"}""");
        await CheckAsync(server, "GET", "/config/{subject}", "order");
        const string Association = """
            {"resourceName":"t","resourceNamespace":"n","resourceId":"q","associations":[{"subject":"order"}]}
            """;
        await CheckAsync(server, "POST", "/associations", "", Association);
        await CheckAsync(server, "GET", "/associations/subjects/{subject}", "order");
        await CheckAsync(server, "GET", "/schemas", "", query: "?subjectPrefix=order&resourceType=topic");
        await CheckAsync(server, "PUT", "/mode/{subject}", "order", """{"mode":"READONLY"}""");
        await CheckAsync(server, "GET", "/mode/{subject}", "order");
        await CheckAsync(
            server, "POST", "/dek-registry/v1/keks", "k", """
            {"name":"k","kmsType":"local-kms","kmsKeyId":"i","shared":true,"doc":"d","kmsProps":{"secret":"s"}}
            """);
        await CheckAsync(server, "PUT", "/dek-registry/v1/keks/{name}", "k", """{"kmsProps":{"a":"b"}}""");
        await CheckAsync(server, "GET", "/dek-registry/v1/keks/{name}", "k");
        await CheckAsync(server, "POST", "/dek-registry/v1/keks/{name}/test", "k");
        await CheckAsync(server, "POST", "/dek-registry/v1/keks/{name}/deks", "k", """{"subject":"other"}""");
        await CheckAsync(server, "POST", "/dek-registry/v1/keks/{name}/deks/{subject}", "k", "{}");
        await CheckAsync(server, "GET", "/dek-registry/v1/keks/{name}/deks/{subject}", "k");
        await CheckAsync(server, "GET", "/dek-registry/v1/keks/{name}/deks/{subject}/versions/{version}", "k");
        await CheckAsync(server, "GET", "/v1/metadata/id", "");
        await CheckAsync(server, "GET", "/v1/metadata/version", "");
        await CheckAsync(server, "GET", "/health/ready", "");
        var changes = await CheckAsync(server, "GET", "/changes", "");
        foreach (var change in changes["changes"]!.AsArray().Select(change => change!.AsObject()))
        {
            Assert.Empty(change.Select(member => member.Key).Except(Contract.Members("Change")));
            Assert.Empty(Contract.Required("Change").Except(change.Select(member => member.Key)));
        }
    }

    [Theory]
    [InlineData("alias", "\"x\"")]
    [InlineData("aliasForDeks", "\"x\"")]
    [InlineData("normalize", "true")]
    [InlineData("validateFields", "true")]
    [InlineData("validateNewSchemas", "false")]
    [InlineData("validateRules", "true")]
    [InlineData("compatibility", "\"NONE\"")]
    [InlineData("compatibilityPolicy", "\"LENIENT\"")]
    [InlineData("compatibilityGroup", "\"x\"")]
    [InlineData("defaultMetadata", """{"properties":{"a":"b"}}""")]
    [InlineData("overrideMetadata", """{"sensitive":["a"]}""")]
    [InlineData("defaultRuleSet", """{"enableAt":"ALL"}""")]
    [InlineData("overrideRuleSet", """{"enableAt":"ALL"}""")]
    public async Task Every_member_of_a_config_in_the_contract_is_read_and_given_back(string member, string value)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync("PUT", "/config/s", $$"""{"{{member}}":{{value}}}""");

        Assert.Contains(member, Contract.Members("ConfigUpdate"));
        Assert.Equal(value, answer.Body![member]!.ToJsonString());
    }

    private static async Task<JsonObject> CheckAsync(
        TestServer server, string method, string path, string value, string? body = null, string query = "")
    {
        var real = path.Replace("{subject}", value).Replace("{guid}", value).Replace("{name}", value).Replace("{version}", "1").Replace("{other}", "1").Replace("{id}", "2");
        var answer = await server.CallAsync(method, real + query, body);
        Assert.True(answer.Status == 200, $"{method} {real}: {answer.Status} {answer.Body}");
        var json = answer.Body is JsonArray array ? array[0]!.AsObject() : answer.Body!.AsObject();
        var schema = Contract.AnswerOf(method, path);
        var members = json.Select(member => member.Key).ToList();
        Assert.Empty(members.Except(Contract.Members(schema)));
        Assert.Empty(Contract.Required(schema).Except(members));
        return json;
    }

    private static async Task<List<(string Method, string Path, IReadOnlyList<string> Parameters)>> RoutesAsync()
    {
        await using var parts = await ServerParts.OpenAsync(new ServerOptions());
        return [.. ServerApplication.Routes(new ServerOptions(), parts, new ServerMetrics())
            .Select(route => (route.Method, route.Path, route.Parameters))];
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
