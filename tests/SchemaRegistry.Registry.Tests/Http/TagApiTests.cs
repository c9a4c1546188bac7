using System.Text.Json.Nodes;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>
/// Tags through the API. The schema, the tags and the answers are those of the tests of Confluent's registry (tags
/// endpoint and registration with tags), the others follow the reference of the API.
/// </summary>
public sealed class TagApiTests : IAsyncLifetime
{
    private const string Plain = """{"type":"record","name":"myrecord","fields":[{"name":"f1","type":"string"}]}""";

    private const string Tagged =
        """{"type":"record","name":"myrecord","fields":[{"name":"f1","type":"string"}],"confluent:tags":["TAG1","TAG2"]}""";

    private const string Tags12 =
        """[{"schemaEntity":{"entityPath":"myrecord","entityType":"sr_record"},"tags":["TAG1","TAG2"]}]""";

    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        await _server.RegisterAsync("test", Plain);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("\"newVersion\":2,")]
    [InlineData("")]
    public async Task Tags_make_a_new_version_with_its_number_in_the_metadata(string newVersion)
    {
        var answer = await TagAsync("latest", $$"""{{{newVersion}}"tagsToAdd":{{Tags12}}}""");
        var stored = (await _server.CallAsync("GET", "/subjects/test/versions/latest")).Body!;

        Assert.Equal((200, 2), (answer.Status, (int)answer.Body!["id"]!));
        Assert.Equal((2, Tagged), ((int)stored["version"]!, (string)stored["schema"]!));
        Assert.Equal("2", (string)stored["metadata"]!["properties"]!["confluent:version"]!);
    }

    [Fact]
    public async Task Tags_are_taken_away_again()
    {
        await TagAsync("latest", $$"""{"tagsToAdd":{{Tags12}}}""");

        var answer = await TagAsync(
            "latest", $$"""{"newVersion":3,"tagsToRemove":{{Tags12.Replace("\"TAG1\",", "")}}}""");

        Assert.Equal(3, (int)answer.Body!["id"]!);
        Assert.Equal(
            Tagged.Replace(",\"TAG2\"", ""), (string)answer.Body!["schema"]!);
        Assert.Equal("3", (string)answer.Body!["metadata"]!["properties"]!["confluent:version"]!);
    }

    [Fact]
    public async Task A_subject_of_another_context_is_found_and_gets_the_version()
    {
        await _server.RegisterAsync(":.ctx:other", Plain);

        var answer = await _server.CallAsync("POST", "/subjects/other/versions/1/tags", $$"""{"tagsToAdd":{{Tags12}}}""");

        Assert.Equal((200, 2), (answer.Status, (int)answer.Body!["version"]!));
        Assert.Equal("[1,2]", (await _server.CallAsync("GET", "/subjects/:.ctx:other/versions")).Text());
    }

    [Theory]
    [InlineData("none", "1", "{}", 404, 40401)]
    [InlineData("test", "2", "{}", 404, 40402)]
    [InlineData("test", "0", "{}", 422, 42202)]
    [InlineData("test", "1", """{"newVersion":1}""", 422, 42201)]
    [InlineData("test", "1", """{"newVersion":3}""", 422, 42201)]
    [InlineData("test", "1", """{"newVersion":1,"rulesToRemove":["a"]}""", 422, 42202)]
    [InlineData("test", "1", """{"tagsToAdd":[{"tags":["A"]}]}""", 400, 400)]
    [InlineData("test", "1", """{"tagsToAdd":[{"schemaEntity":{"entityPath":"a","entityType":"x"}}]}""", 400, 400)]
    [InlineData("test", "1", """{"tagsToAdd":{}}""", 400, 400)]
    [InlineData("test", "1", """{"rulesToMerge":{"domainRules":[{"name":"1a","type":"T"}]}}""", 422, 42210)]
    public async Task A_bad_request_is_refused(string subject, string version, string body, int status, int code)
    {
        var answer = await _server.CallAsync("POST", $"/subjects/{subject}/versions/{version}/tags", body);

        Assert.Equal((status, code), (answer.Status, answer.Code()));
        Assert.Equal("[1]", (await _server.CallAsync("GET", "/subjects/test/versions")).Text());
    }

    [Fact]
    public async Task An_unknown_path_is_refused_with_the_path()
    {
        var answer = await TagAsync(
            "1",
            """{"newVersion":2,"tagsToAdd":[{"schemaEntity":{"entityPath":"does.not.exist","entityType":"sr_field"},"tags":["A"]}]}""");

        Assert.Equal((422, 42201), (answer.Status, answer.Code()));
        Assert.Contains(
            "No matching path 'does.not.exist' found in the schema", answer.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_are_either_given_or_changed()
    {
        var answer = await TagAsync("1", """{"ruleSet":{"domainRules":[]},"rulesToRemove":["a"]}""");

        Assert.Equal((422, 42210), (answer.Status, answer.Code()));
        Assert.Equal("ruleSet should be omitted if specifying rulesToMerge or rulesToRemove", answer.Message());
    }

    [Fact]
    public async Task Rules_are_merged_into_those_of_the_version_before_and_taken_out()
    {
        await TagAsync("latest", $$"""
            {"newVersion":2,"rulesToRemove":["d4"],"rulesToMerge":{"migrationRules":[{{Rule("m1", "UPGRADE")}},{{Rule("m2", "UPGRADE")}}],
             "domainRules":[{{Rule("d1")}},{{Rule("d2")}},{{Rule("d3")}}] } }
            """);

        var answer = await TagAsync("latest", $$"""
            {"newVersion":3,"rulesToRemove":["d1","m2"],"rulesToMerge":{"migrationRules":[{{Rule("m3", "UPGRADE")}}],
             "domainRules":[{{Rule("d5")}},{{Rule("d4")}},{{Rule("d2")}}] } }
            """);

        Assert.Equal(["m1", "m3"], Names(answer.Body!["ruleSet"]!["migrationRules"]!));
        Assert.Equal(["d3", "d5", "d4", "d2"], Names(answer.Body!["ruleSet"]!["domainRules"]!));
    }

    [Fact]
    public async Task A_registration_adds_tags_before_it_removes_some()
    {
        var answer = await RegisterAsync("other", Plain, $$"""
            "schemaTagsToAdd":{{Tags12}},"schemaTagsToRemove":{{Tags12.Replace("\"TAG1\",", "")}}
            """);

        Assert.Equal(Tagged.Replace(",\"TAG2\"", ""), (string)answer.Body!["schema"]!);
        Assert.Equal("1", (string)answer.Body!["metadata"]!["properties"]!["confluent:version"]!);
    }

    [Fact]
    public async Task Tags_alone_are_written_into_the_latest_schema()
    {
        var answer = await _server.CallAsync(
            "POST", "/subjects/test/versions", $$"""{"schemaTagsToAdd":{{Tags12}}}""");

        Assert.Equal((2, Tagged), ((int)answer.Body!["version"]!, (string)answer.Body!["schema"]!));
    }

    [Fact]
    public async Task A_registration_with_tags_asks_the_mode_first()
    {
        await _server.CallAsync("PUT", "/mode/test", """{"mode":"READONLY"}""");

        var again = await _server.RegisterAsync("test", Plain);
        var tagged = await RegisterAsync("test", Plain, "\"propagateSchemaTags\":true");

        Assert.Equal(200, again.Status);
        Assert.Equal((422, 42205), (tagged.Status, tagged.Code()));
    }

    [Fact]
    public async Task Tags_of_the_latest_version_are_taken_over()
    {
        await RegisterAsync("p", Tagged, "\"version\":1");

        var answer = await RegisterAsync(
            "p",
            """{"type":"record","name":"myrecord","fields":[{"name":"f1","type":"string"},{"name":"f2","type":"int","default":0}]}""",
            "\"propagateSchemaTags\":true");
        var same = await RegisterAsync("p", (string)answer.Body!["schema"]!, "\"propagateSchemaTags\":true");

        Assert.Equal(
            """{"type":"record","name":"myrecord","fields":[{"name":"f1","type":"string"},{"name":"f2","type":"int","default":0}],"confluent:tags":["TAG1","TAG2"]}""",
            (string)answer.Body!["schema"]!);
        Assert.Equal(2, (int)answer.Body!["version"]!);
        Assert.Equal(200, same.Status);
    }

    [Fact]
    public async Task Without_asking_no_tags_are_taken_over()
    {
        await RegisterAsync("p", Tagged, "\"version\":1");

        Assert.Equal(Plain, (string)(await _server.RegisterAsync("p", Plain)).Body!["schema"]!);
    }

    [Theory]
    [InlineData("/subjects/test/versions/2")]
    [InlineData("/schemas/ids/2")]
    public async Task Tags_are_found_by_name_or_all(string path)
    {
        await TagAsync("latest", $$"""{"tagsToAdd":{{Tags12}}}""");

        var all = await _server.CallAsync("GET", $"{path}?findTags=*");
        var some = await _server.CallAsync("GET", $"{path}?findTags=NONE&findTags=TAG2");
        var none = await _server.CallAsync("GET", $"{path}?findTags=NONE");
        var unasked = await _server.CallAsync("GET", path);

        Assert.Equal(Tags12, all.Body!["schemaTags"]!.ToJsonString());
        Assert.Equal(Tags12, some.Body!["schemaTags"]!.ToJsonString());
        Assert.Null(none.Body!["schemaTags"]);
        Assert.Null(unasked.Body!["schemaTags"]);
    }

    [Fact]
    public async Task Found_tags_stand_where_the_API_has_them()
    {
        await TagAsync("latest", $$"""{"tagsToAdd":{{Tags12}},"ruleSet":{"domainRules":[{{Rule("d1")}}] } }""");

        var version = (await _server.CallAsync("GET", "/subjects/test/versions/2?findTags=*")).Body!.AsObject();
        var byId = (await _server.CallAsync("GET", "/schemas/ids/2?findTags=*&fetchMaxId=true")).Body!.AsObject();

        Assert.Equal(
            [
                "subject", "version", "id", "guid", "schemaType", "metadata", "schema", "schemaTags", "ts", "deleted",
                "ruleSet",
            ],
            version.Select(member => member.Key));
        Assert.Equal(
            [
                "subject", "version", "guid", "schemaType", "schema", "metadata", "ruleSet", "schemaTags", "maxId", "ts",
                "deleted",
            ],
            byId.Select(member => member.Key));
    }

    [Theory]
    [InlineData(
        "JSON",
        """{"type":"object","properties":{"a":{"type":"string"}}}""",
        "object.a",
        """{"type":"object","properties":{"a":{"type":"string","confluent:tags":["PII"]}}}""")]
    [InlineData(
        "PROTOBUF",
        "syntax = \"proto3\";\n\nmessage A {\n  string a = 1;\n}\n",
        ".A.a",
        "syntax = \"proto3\";\n\nmessage A {\n  string a = 1 [(confluent.field_meta) = {\n    tags: [\n      \"PII\"\n    ]\n  }];\n}\n")]
    public async Task Other_languages_take_tags_too(string type, string schema, string path, string expected)
    {
        await _server.RegisterAsync("s", type, schema);

        var answer = await _server.CallAsync("POST", "/subjects/s/versions/1/tags", $$$"""
            {"tagsToAdd":[{"schemaEntity":{"entityPath":"{{{path}}}","entityType":"sr_field"},"tags":["PII"]}]}
            """);
        var found = await _server.CallAsync("GET", "/subjects/s/versions/2?findTags=PII");

        Assert.Equal(expected, (string)answer.Body!["schema"]!);
        Assert.Equal(
            path.TrimStart('.'), (string)found.Body!["schemaTags"]![0]!["schemaEntity"]!["entityPath"]!);
    }

    private static string Rule(string name, string mode = "WRITEREAD") =>
        $$"""{"name":"{{name}}","type":"fooType","mode":"{{mode}}","tags":["PII"]}""";

    private static IEnumerable<string> Names(JsonNode rules) => rules.AsArray().Select(rule => (string)rule!["name"]!);

    private Task<(int Status, JsonNode? Body)> TagAsync(string version, string body) =>
        _server.CallAsync("POST", $"/subjects/test/versions/{version}/tags", body);

    private Task<(int Status, JsonNode? Body)> RegisterAsync(string subject, string schema, string members) =>
        _server.CallAsync(
            "POST", $"/subjects/{subject}/versions", Api.Schema(schema)[..^1] + "," + members.Trim() + "}");
}
