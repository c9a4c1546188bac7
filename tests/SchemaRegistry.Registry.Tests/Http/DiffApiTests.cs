using System.Text.Json.Nodes;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>The changes between versions through the API; expectations by hand.</summary>
public sealed class DiffApiTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        await _server.CallAsync("PUT", "/config", """{"compatibility":"NONE"}""");
        await _server.RegisterAsync("s", """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""");
        await _server.CallAsync("POST", "/subjects/s/versions", """
            {"schema":"{\"type\":\"record\",\"name\":\"R\",\"doc\":\"two\",\"fields\":[{\"name\":\"a\",\"type\":\"long\"}]}",
             "metadata":{"properties":{"owner":"me"}},"ruleSet":{"domainRules":[{"name":"r","type":"CEL","expr":"true"}]}}
            """);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_diff_tells_changes_verdicts_and_messages()
    {
        var answer = await _server.CallAsync("GET", "/subjects/s/versions/1/diff/latest");

        Assert.Equal(
            """
            {"subject":"s","oldVersion":1,"newVersion":2,"oldId":1,"newId":2,"isBackwardCompatible":true,
            "isForwardCompatible":false,"isComplete":true,"changes":[
            {"kind":"DOC_CHANGED","oldPath":"/doc","newPath":"/doc","newValue":"two"},
            {"kind":"TYPE_PROMOTED","oldPath":"/fields/0/type","oldValue":"int","newPath":"/fields/0/type",
            "newValue":"long","breaksForward":"TYPE_MISMATCH"}],"contractChanges":[
            {"kind":"METADATA_PROPERTY_ADDED","newPath":"/metadata/properties/owner","newValue":"me"},
            {"kind":"RULE_ADDED","newPath":"/ruleSet/domainRules/r",
            "newValue":"type: CEL; kind: TRANSFORM; mode: WRITEREAD; expr: true"}],"incompatibilities":[
            {"direction":"FORWARD","rule":"TYPE_MISMATCH","path":"/fields/0/type","message":
            """.Replace("\n", "", StringComparison.Ordinal),
            answer.Text()[..answer.Text().IndexOf("\"{errorType", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task The_other_way_round_it_is_the_old_schema_that_can_not_be_read()
    {
        var diff = (await _server.CallAsync("GET", "/subjects/s/versions/2/diff/1")).Body!;

        Assert.Equal((false, true), ((bool)diff["isBackwardCompatible"]!, (bool)diff["isForwardCompatible"]!));
        Assert.Contains("new schema", (string)diff["incompatibilities"]![0]!["message"]!, StringComparison.Ordinal);
        Assert.Equal(
            ["METADATA_PROPERTY_REMOVED", "RULE_REMOVED"],
            diff["contractChanges"]!.AsArray().Select(change => (string)change!["kind"]!));
    }

    [Fact]
    public async Task A_version_has_no_changes_to_itself()
    {
        var diff = (await _server.CallAsync("GET", "/subjects/s/versions/-1/diff/2")).Body!;

        Assert.Empty(diff["changes"]!.AsArray());
        Assert.Empty(diff["contractChanges"]!.AsArray());
        Assert.Empty(diff["incompatibilities"]!.AsArray());
    }

    [Fact]
    public async Task Another_language_is_one_change()
    {
        await _server.RegisterAsync("s", "JSON", "{}");

        var diff = (await _server.CallAsync("GET", "/subjects/s/versions/1/diff/3")).Body!;

        var change = Assert.Single(diff["changes"]!.AsArray())!;
        Assert.Equal(
            ("SCHEMA_TYPE_CHANGED", "AVRO", "JSON"),
            ((string)change["kind"]!, (string)change["oldValue"]!, (string)change["newValue"]!));
    }

    [Theory]
    [InlineData("s", "1", "9", 404, 40402)]
    [InlineData("s", "9", "1", 404, 40402)]
    [InlineData("none", "1", "2", 404, 40401)]
    [InlineData("s", "1", "x", 422, 42202)]
    [InlineData("s", "0", "1", 422, 42202)]
    public async Task What_is_not_there_is_told(string subject, string version, string other, int status, int code)
    {
        var answer = await _server.CallAsync("GET", $"/subjects/{subject}/versions/{version}/diff/{other}");

        Assert.Equal((status, code), (answer.Status, answer.Code()));
    }

    [Fact]
    public async Task A_deleted_version_is_compared_only_when_asked_for()
    {
        await _server.CallAsync("DELETE", "/subjects/s/versions/1");

        var hidden = await _server.CallAsync("GET", "/subjects/s/versions/1/diff/2");
        var shown = await _server.CallAsync("GET", "/subjects/s/versions/1/diff/2?deleted=true");

        Assert.Equal(40402, hidden.Code());
        Assert.Equal(2, shown.Body!["changes"]!.AsArray().Count);
    }

    [Fact]
    public async Task References_are_part_of_the_contract()
    {
        await _server.RegisterAsync("place", "\"string\"");
        await _server.RegisterAsync("place", """{"type":"record","name":"Place","fields":[]}""");
        await _server.RegisterAsync("order", "AVRO", """{"type":"record","name":"O","fields":[]}""");
        await _server.RegisterAsync(
            "order", "AVRO", """{"type":"record","name":"O","fields":[]}""", Api.Reference("Place", "place", 2));

        var versions = (await _server.CallAsync("GET", "/subjects/order/versions")).Body!.AsArray();
        var diff = (await _server.CallAsync("GET", "/subjects/order/versions/1/diff/2")).Body!;

        Assert.Equal(2, versions.Count);
        Assert.Equal(
            """[{"kind":"REFERENCE_ADDED","newPath":"/references/Place","newValue":"place 2"}]""",
            diff["contractChanges"]!.ToJsonString());
    }
}
