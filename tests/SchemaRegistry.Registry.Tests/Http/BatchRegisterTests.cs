using System.Text.Json.Nodes;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>Registering several schemas at once, and asking what a registration would come to.</summary>
public sealed class BatchRegisterTests : IAsyncLifetime
{
    private const string Order = """{"type":"record","name":"Order","fields":[{"name":"to","type":"Address"}]}""";
    private const string Address = """{"type":"record","name":"Address","fields":[]}""";

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Schemas_that_refer_to_each_other_come_in_any_order()
    {
        var (status, body) = await RegisterAllAsync(
            Entry("order", Order, Api.Reference("Address", "address", 1)), Entry("address", Address));

        Assert.Equal(200, status);
        Assert.Equal(
            [("order", 2, 1, true), ("address", 1, 1, true)],
            body!["results"]!.AsArray().Select(result => (
                (string)result!["subject"]!, (int)result["id"]!, (int)result["version"]!, (bool)result["isNew"]!)));
        Assert.Equal("[2]", (await _server.CallAsync("GET", "/subjects/address/versions/1/referencedby")).Text());
    }

    [Fact]
    public async Task One_that_is_refused_leaves_nothing_behind_and_is_named()
    {
        var before = await _server.RegisterAsync("old", """{"type":"record","name":"R","fields":[]}""");

        var answer = await RegisterAllAsync(
            Entry("first", "\"int\""),
            Entry("old", """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}"""));
        var next = await _server.RegisterAsync("later", "\"long\"");

        Assert.Equal((409, 40901), (answer.Status, answer.Code()));
        Assert.StartsWith("requests[1]: Schema being registered is incompatible", answer.Message());
        Assert.Equal("""["later","old"]""", (await _server.CallAsync("GET", "/subjects")).Text());
        Assert.Equal(1, (int)before.Body!["id"]!);
        Assert.Equal(2, (int)next.Body!["id"]!);
    }

    [Fact]
    public async Task Two_versions_of_a_subject_keep_their_order_and_are_compared()
    {
        var (status, body) = await RegisterAllAsync(
            Entry("s", """{"type":"record","name":"R","fields":[]}"""),
            Entry("s", """{"type":"record","name":"R","fields":[{"name":"a","type":"int","default":1}]}"""),
            Entry("s", """{"type":"record","name":"R","fields":[]}"""));

        Assert.Equal(200, status);
        Assert.Equal([1, 2, 1], body!["results"]!.AsArray().Select(result => (int)result!["version"]!));
    }

    [Fact]
    public async Task Schemas_that_refer_to_each_other_in_a_circle_are_refused()
    {
        var answer = await RegisterAllAsync(
            Entry("a", Order, Api.Reference("Address", "b", 1)), Entry("b", Order, Api.Reference("Address", "a", 1)));

        Assert.Equal((422, 42201), (answer.Status, answer.Code()));
        Assert.Contains("No schema reference found for subject \"", answer.Message());
        Assert.Equal("[]", (await _server.CallAsync("GET", "/subjects")).Text());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"requests":[]}""")]
    [InlineData("""{"requests":[{"schema":"\"int\""}]}""")]
    public async Task A_batch_that_says_nothing_is_refused(string body)
    {
        var answer = await _server.CallAsync("POST", "/subjects:batchRegister", body);

        Assert.Equal((422, 422), (answer.Status, answer.Code()));
    }

    [Fact]
    public async Task Subjects_lie_in_the_context_of_the_path()
    {
        var body = new JsonObject { ["requests"] = new JsonArray(Entry("s", "\"int\"")) };

        await _server.CallAsync("POST", "/contexts/.c/subjects:batchRegister", body.ToJsonString());

        Assert.Equal("""[":.c:s"]""", (await _server.CallAsync("GET", "/subjects")).Text());
    }

    [Fact]
    public async Task A_dry_run_tells_id_version_and_reason_and_changes_nothing()
    {
        await _server.RegisterAsync("s", "\"int\"");
        await _server.RegisterAsync("t", "\"long\"");

        var known = await TryAsync("s", "\"int\"");
        var shared = await TryAsync("s", "\"long\"", "&force=true");
        var fresh = await TryAsync("u", "\"string\"");
        var refused = await TryAsync("s", "\"string\"");

        Assert.Equal((1, 1, "EXISTING"), Outcome(known));
        Assert.Equal((2, 2, "NEW_VERSION"), Outcome(shared));
        Assert.Equal((3, 1, "NEW_VERSION"), Outcome(fresh));
        Assert.Equal("The context has this schema already with id 2; it would be the subject's version 2.", (string)shared.Body!["reason"]!);
        Assert.Equal((409, 40901), (refused.Status, refused.Code()));
        Assert.Equal("""["s","t"]""", (await _server.CallAsync("GET", "/subjects")).Text());
        Assert.Equal("[1]", (await _server.CallAsync("GET", "/subjects/s/versions")).Text());
    }

    private static (int Id, int Version, string Outcome) Outcome((int Status, JsonNode? Body) answer) =>
        ((int)answer.Body!["id"]!, (int)answer.Body["version"]!, (string)answer.Body["outcome"]!);

    private Task<(int Status, JsonNode? Body)> TryAsync(string subject, string schema, string query = "") =>
        _server.CallAsync("POST", $"/subjects/{subject}/versions?dryRun=true{query}", Api.Schema(schema));

    private Task<(int Status, JsonNode? Body)> RegisterAllAsync(params JsonNode[] entries) =>
        _server.CallAsync(
            "POST", "/subjects:batchRegister", new JsonObject { ["requests"] = new JsonArray(entries) }.ToJsonString());

    private static JsonNode Entry(string subject, string schema, params JsonNode[] references) => new JsonObject
    {
        ["subject"] = subject,
        ["schema"] = schema,
        ["references"] = new JsonArray(references),
    };
}
