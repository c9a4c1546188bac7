using System.Text.Json.Nodes;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>What a verbose check tells beside the messages. Lines and columns are counted by hand.</summary>
public sealed class IncompatibilityTests : IAsyncLifetime
{
    private const string Old = """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""";

    /// <summary>The second field has no default.</summary>
    private const string New = """
        {
          "type": "record", "name": "R",
          "fields": [
            {"name": "a", "type": "int"},
            {"name": "b", "type": "int"}
          ]
        }
        """;

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_finding_has_its_rule_direction_version_and_places()
    {
        await _server.RegisterAsync("s", Old);

        var found = Assert.Single(await CheckAsync("s", Api.Schema(New)));

        Assert.Equal("READER_FIELD_MISSING_DEFAULT_VALUE", (string)found["rule"]!);
        Assert.Equal("BACKWARD", (string)found["direction"]!);
        Assert.Equal(1, (int)found["version"]!);
        Assert.Equal("/fields/1", (string)found["path"]!);
        Assert.Equal("/fields/1", (string)found["new"]!["path"]!);
        Assert.Equal((5, 5), ((int)found["new"]!["line"]!, (int)found["new"]!["column"]!));
        Assert.Contains("\"b\"", (string)found["new"]!["value"]!, StringComparison.Ordinal);
        Assert.Equal("/fields", (string)found["old"]!["path"]!);
        Assert.Null(found["old"]!["value"]);
    }

    [Fact]
    public async Task Following_the_suggestion_makes_the_schema_compatible()
    {
        await _server.RegisterAsync("s", Old);

        var found = Assert.Single(await CheckAsync("s", Api.Schema(New)));

        // The words are ours; that a default is what helps is a rule of Avro.
        Assert.Contains("default", (string)found["suggestion"]!, StringComparison.Ordinal);
        Assert.Contains("'b'", (string)found["suggestion"]!, StringComparison.Ordinal);
        var answer = await _server.RegisterAsync("s", New.Replace("\"b\", \"type\": \"int\"", "\"b\", \"type\": \"int\", \"default\": 0", StringComparison.Ordinal));
        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task A_witness_is_a_payload_that_the_writer_makes_and_the_reader_refuses()
    {
        await _server.RegisterAsync("s", Old);

        var witness = Assert.Single(await CheckAsync("s", Api.Schema(New)))["witness"]!;

        Assert.Equal("REJECTED", (string)witness["outcome"]!);
        var written = JsonNode.Parse((string)witness["json"]!)!;
        // The only field is an int, which is a zigzag number of one byte as long as it is small.
        var payload = Assert.Single(Convert.FromBase64String((string)witness["payload"]!));
        Assert.Equal((int)written["a"]!, (payload >> 1) ^ -(payload & 1));
        Assert.Contains("'b'", (string)witness["reader"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_directions_are_told_in_the_order_of_the_messages()
    {
        await _server.CallAsync("PUT", "/config/s", """{"compatibility":"FULL"}""");
        await _server.RegisterAsync("s", Old);

        var answer = await _server.CallAsync(
            "POST", "/compatibility/subjects/s/versions?verbose=true", Api.Schema(Old.Replace("\"int\"", "\"string\"", StringComparison.Ordinal)));

        var found = answer.Body!["incompatibilities"]!.AsArray();
        Assert.Equal(["FORWARD", "BACKWARD"], found.Select(finding => (string)finding!["direction"]!));
        Assert.Equal(
            answer.Body["messages"]!.AsArray().Take(2).Select(message => (string)message!),
            found.Select(finding => (string)finding!["message"]!));
        Assert.All(found, finding => Assert.Equal("/fields/0/type", (string)finding!["new"]!["path"]!));
        Assert.All(found, finding => Assert.Equal("\"string\"", (string)finding!["new"]!["value"]!));
        Assert.All(found, finding => Assert.Equal("\"int\"", (string)finding!["old"]!["value"]!));
    }

    [Fact]
    public async Task The_version_that_fails_is_named()
    {
        await _server.CallAsync("PUT", "/config/s", """{"compatibility":"BACKWARD_TRANSITIVE"}""");
        await _server.RegisterAsync("s", Old);
        await _server.RegisterAsync("s", New.Replace("\"b\", \"type\": \"int\"", "\"b\", \"type\": \"int\", \"default\": 0", StringComparison.Ordinal));

        var found = Assert.Single(await CheckAsync("s", Api.Schema(New)));

        Assert.Equal(1, (int)found["version"]!);
    }

    [Fact]
    public async Task A_place_in_a_reference_has_its_name_and_no_line()
    {
        await _server.RegisterAsync("part", """{"type":"record","name":"P","fields":[{"name":"x","type":"int"}]}""");
        await _server.CallAsync("PUT", "/config/part", """{"compatibility":"NONE"}""");
        await _server.RegisterAsync("part", """{"type":"record","name":"P","fields":[{"name":"x","type":"string"}]}""");
        const string Whole = """{"type":"record","name":"W","fields":[{"name":"p","type":"P"}]}""";
        await _server.RegisterAsync("whole", "AVRO", Whole, Api.Reference("P", "part", 1));

        var found = Assert.Single(await CheckAsync(
            "whole", Api.Schema("AVRO", Whole, Api.Reference("P", "part", 2))));

        Assert.Equal("TYPE_MISMATCH", (string)found["rule"]!);
        Assert.Equal("P", (string)found["new"]!["reference"]!);
        Assert.Null(found["new"]!["line"]);
        Assert.Equal("P", (string)found["old"]!["reference"]!);
    }

    [Fact]
    public async Task Another_language_has_no_direction()
    {
        await _server.RegisterAsync("s", Old);

        var found = Assert.Single(await CheckAsync("s", Api.Schema("JSON", "{}")));

        Assert.Equal("SCHEMA_TYPE_CHANGED", (string)found["rule"]!);
        Assert.Equal(("JSON", "AVRO"), ((string)found["new"]!["value"]!, (string)found["old"]!["value"]!));
        Assert.Null(found["direction"]);
    }

    [Fact]
    public async Task A_reserved_name_that_is_gone_is_told_with_what_to_do()
    {
        await _server.CallAsync("PUT", "/config/s", """{"validateFields":true}""");
        var reserved = JsonNode.Parse(Api.Schema(Old))!;
        reserved["metadata"] = new JsonObject
        {
            ["properties"] = new JsonObject { ["confluent:reserved"] = "x" },
        };
        await _server.CallAsync("POST", "/subjects/s/versions", reserved.ToJsonString());

        var found = Assert.Single(await CheckAsync("s", Api.Schema(Old)));

        Assert.Equal("RESERVED_PROPERTY_REMOVED", (string)found["rule"]!);
        Assert.Equal("Keep 'x' in the metadata property confluent:reserved.", (string)found["suggestion"]!);
    }

    [Fact]
    public async Task Nothing_is_added_where_nothing_is_wrong_or_nothing_was_asked()
    {
        await _server.RegisterAsync("s", Old);

        var fine = await _server.CallAsync("POST", "/compatibility/subjects/s/versions?verbose=true", Api.Schema(Old));
        var terse = await _server.CallAsync("POST", "/compatibility/subjects/s/versions", Api.Schema(New));

        Assert.Equal("""{"is_compatible":true,"messages":[]}""", fine.Text());
        Assert.Equal("""{"is_compatible":false}""", terse.Text());
    }

    [Fact]
    public async Task Lines_of_a_proto_file_are_those_of_the_submitted_text()
    {
        await _server.RegisterAsync("s", "PROTOBUF", "syntax = \"proto3\"; message Order { int64 id = 1; }");

        var found = Assert.Single(await CheckAsync(
            "s", Api.Schema("PROTOBUF", "syntax = \"proto3\";\n\n// Orders.\nmessage Order {\n  string id = 1;\n}\n")));

        Assert.Equal("FIELD_SCALAR_KIND_CHANGED", (string)found["rule"]!);
        Assert.Equal(5, (int)found["new"]!["line"]!);
        Assert.Equal("#/Order/1", (string)found["new"]!["path"]!);
    }

    [Fact]
    public async Task A_json_schema_is_told_by_pointers()
    {
        await _server.RegisterAsync("s", "JSON", """{"type":"object","properties":{"a":{"type":"string"}}}""");

        var found = Assert.Single(await CheckAsync(
            "s",
            Api.Schema("JSON", "{\"type\":\"object\",\n \"properties\":{\n  \"a\":{\"type\":\"string\",\"maxLength\":3}}}")));

        Assert.Equal("MAX_LENGTH_ADDED", (string)found["rule"]!);
        Assert.Equal("/properties/a/maxLength", (string)found["new"]!["path"]!);
        Assert.Equal(3, (int)found["new"]!["line"]!);
        Assert.Equal("/properties/a", (string)found["old"]!["path"]!);
        Assert.Equal("REJECTED", (string)found["witness"]!["outcome"]!);
    }

    private async Task<IReadOnlyList<JsonNode>> CheckAsync(string subject, string schema)
    {
        var answer = await _server.CallAsync("POST", $"/compatibility/subjects/{subject}/versions?verbose=true", schema);
        Assert.Equal((200, false), (answer.Status, (bool)answer.Body!["is_compatible"]!));
        return [.. answer.Body["incompatibilities"]!.AsArray().OfType<JsonNode>()];
    }
}
