using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>The expectations restate the API's own tests and its table of errors.</summary>
public sealed class SubjectApiTests : IAsyncLifetime
{
    private const string Narrow = """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""";
    private const string Wide =
        """{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"b","type":"int","default":0}]}""";

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_empty_registry_knows_no_subject()
    {
        Assert.Equal("[]", (await _server.CallAsync("GET", "/subjects")).Text());
        Assert.Equal("[\".\"]", (await _server.CallAsync("GET", "/contexts")).Text());
        Assert.Equal("[]", (await _server.CallAsync("GET", "/contexts?limit=1&offset=1")).Text());
        Assert.Equal((404, 40401), Codes(await _server.CallAsync("GET", "/subjects/t/versions")));
        Assert.Equal((404, 40403), Codes(await _server.CallAsync("GET", "/schemas/ids/100")));
        Assert.Equal("Schema 100 not found", (await _server.CallAsync("GET", "/schemas/ids/100")).Message());
        Assert.Equal((404, 40403), Codes(await _server.CallAsync("GET", "/schemas/ids/100/schema")));
        Assert.Equal("""{"compatibilityLevel":"BACKWARD"}""", (await _server.CallAsync("GET", "/config")).Text());
        Assert.Equal("""{"mode":"READWRITE"}""", (await _server.CallAsync("GET", "/mode")).Text());
        Assert.Equal("{}", (await _server.CallAsync("GET", "/")).Text());
    }

    [Fact]
    public async Task A_registered_schema_is_found_by_version_id_guid_and_lookup()
    {
        var registered = await _server.RegisterAsync("s", "{ \"type\" : \"string\" }");
        const string Guid = "095d71cf-1255-6b9d-5e33-0ad575b3df5d";

        Assert.Equal(
            $$"""{"id":1,"version":1,"guid":"{{Guid}}","schemaType":"AVRO","schema":"\"string\""}""".Replace("\\\"", "\\u0022"),
            registered.Text());
        var version = (await _server.CallAsync("GET", "/subjects/s/versions/latest")).Body!.AsObject();
        Assert.Equal(
            ["subject", "version", "id", "guid", "schemaType", "schema", "ts", "deleted"], version.Select(member => member.Key));
        var byId = (await _server.CallAsync("GET", "/schemas/ids/1")).Body!.AsObject();
        Assert.Equal(
            ["subject", "version", "guid", "schemaType", "schema", "ts", "deleted"], byId.Select(member => member.Key));
        Assert.Equal("\"string\"", (string)byId["schema"]!);
        Assert.Equal("\"string\"", (await _server.CallAsync("GET", "/schemas/ids/1/schema")).Text().Replace("\\u0022", "\""));
        Assert.Equal(Guid, (string)(await _server.CallAsync("GET", $"/schemas/guids/{Guid}")).Body!["guid"]!);
        Assert.Equal("""[{"context":".","id":1}]""", (await _server.CallAsync("GET", $"/schemas/guids/{Guid}/ids")).Text());
        Assert.Equal("[]", (await _server.CallAsync("GET", "/schemas/guids/nonsense/ids")).Text());
        Assert.Equal(1, (int)(await _server.CallAsync("POST", "/subjects/s", Api.Schema("\"string\""))).Body!["version"]!);
        Assert.Equal(1, (int)(await _server.CallAsync("GET", "/schemas/ids/1?fetchMaxId=true")).Body!["maxId"]!);
        Assert.Equal("[\"s\"]", (await _server.CallAsync("GET", "/schemas/ids/1/subjects")).Text());
        Assert.Equal("""[{"subject":"s","version":1}]""", (await _server.CallAsync("GET", "/schemas/ids/1/versions")).Text());
    }

    [Fact]
    public async Task What_is_unknown_has_its_own_code()
    {
        await _server.RegisterAsync("s", "\"string\"");

        Assert.Equal(40401, (await _server.CallAsync("GET", "/subjects/x/versions/1")).Code());
        Assert.Equal(40402, (await _server.CallAsync("GET", "/subjects/s/versions/200")).Code());
        Assert.Equal(42202, (await _server.CallAsync("GET", "/subjects/s/versions/0")).Code());
        Assert.Equal(
            "The specified version 'earliest' is not a valid version id. "
                + "Allowed values are between [1, 2^31-1] and the string \"latest\"",
            (await _server.CallAsync("GET", "/subjects/s/versions/earliest")).Message());
        Assert.Equal(40401, (await _server.CallAsync("POST", "/subjects/x", Api.Schema("\"int\""))).Code());
        Assert.Equal(40403, (await _server.CallAsync("POST", "/subjects/s", Api.Schema("\"int\""))).Code());
        Assert.Equal(40403, (await _server.CallAsync("POST", "/subjects/s", "{}")).Code());
        Assert.Equal(42201, (await _server.CallAsync("POST", "/subjects/x", Api.Schema("nonsense"))).Code());
        Assert.Equal(40408, (await _server.CallAsync("GET", "/config/s")).Code());
        Assert.Equal(40409, (await _server.CallAsync("GET", "/mode/s")).Code());
        Assert.Equal(40401, (await _server.CallAsync("DELETE", "/mode/s")).Code());
    }

    [Fact]
    public async Task An_incompatible_schema_is_refused_in_the_words_of_the_API()
    {
        await _server.RegisterAsync("s", Narrow);

        var refused = await _server.RegisterAsync("s", Narrow.Replace("\"a\"", "\"b\""));

        Assert.Equal((409, 40901), Codes(refused));
        Assert.StartsWith(
            "Schema being registered is incompatible with an earlier schema for subject \"s\", details: "
                + "[{errorType:'READER_FIELD_MISSING_DEFAULT_VALUE', description:'The field 'b' at path '/fields/0' in the new schema",
            refused.Message());
        Assert.EndsWith("{validateFields: 'false', compatibility: 'BACKWARD'}]", refused.Message());
    }

    [Fact]
    public async Task A_check_registers_nothing_and_tells_reasons_when_asked()
    {
        await _server.RegisterAsync("s", Narrow);
        var incompatible = Api.Schema(Narrow.Replace("\"a\"", "\"b\""));

        Assert.Equal(
            """{"is_compatible":false}""",
            (await _server.CallAsync("POST", "/compatibility/subjects/s/versions/latest", incompatible)).Text());
        Assert.Equal(
            """{"is_compatible":true,"messages":[]}""",
            (await _server.CallAsync("POST", "/compatibility/subjects/s/versions?verbose=true", Api.Schema(Wide))).Text());
        Assert.Equal(
            """{"is_compatible":true}""",
            (await _server.CallAsync("POST", "/compatibility/subjects/new/versions/latest", Api.Schema(Wide))).Text());
        Assert.Equal(40402, (await _server.CallAsync("POST", "/compatibility/subjects/new/versions/100", Api.Schema(Wide))).Code());
        Assert.Equal(42201, (await _server.CallAsync("POST", "/compatibility/subjects/s/versions", Api.Schema("{"))).Code());
        var verbose = await _server.CallAsync("POST", "/compatibility/subjects/s/versions?verbose=true", Api.Schema("{"));
        Assert.Equal((200, false), (verbose.Status, (bool)verbose.Body!["is_compatible"]!));
        Assert.Contains("Invalid schema", (string)verbose.Body!["messages"]![0]!);
        Assert.Equal("[1]", (await _server.CallAsync("GET", "/subjects/s/versions")).Text());
    }

    [Fact]
    public async Task Deletes_hide_first_and_remove_then()
    {
        await _server.RegisterAsync("s", Narrow);
        await _server.RegisterAsync("s", Wide);

        Assert.Equal("2", (await _server.CallAsync("DELETE", "/subjects/s/versions/latest")).Text());
        Assert.Equal(40402, (await _server.CallAsync("GET", "/subjects/s/versions/2")).Code());
        Assert.True((bool)(await _server.CallAsync("GET", "/subjects/s/versions/2?deleted=true")).Body!["deleted"]!);
        Assert.Equal("[1,-2]", (await _server.CallAsync("GET", "/subjects/s/versions?deletedAsNegative=true")).Text());
        Assert.Equal("[2]", (await _server.CallAsync("GET", "/subjects/s/versions?deletedOnly=true")).Text());
        Assert.Equal(40406, (await _server.CallAsync("DELETE", "/subjects/s/versions/2")).Code());
        Assert.Equal("[1]", (await _server.CallAsync("DELETE", "/subjects/s")).Text());
        var again = await _server.CallAsync("DELETE", "/subjects/s");
        Assert.Equal("Subject 's' was soft deleted.Set permanent=true to delete permanently", again.Message());
        Assert.Equal("[]", (await _server.CallAsync("GET", "/subjects")).Text());
        Assert.Equal("[\"s\"]", (await _server.CallAsync("GET", "/subjects?deletedOnly=true")).Text());
        Assert.Equal("[1,2]", (await _server.CallAsync("DELETE", "/subjects/s?permanent=true")).Text());
        Assert.Equal(40403, (await _server.CallAsync("GET", "/schemas/ids/1")).Code());
        Assert.Equal(40401, (await _server.CallAsync("DELETE", "/subjects/s?permanent=true")).Code());
    }

    [Fact]
    public async Task A_referenced_schema_can_not_be_deleted()
    {
        await _server.RegisterAsync("address", """{"type":"record","name":"Address","fields":[]}""");
        var order = await _server.CallAsync("POST", "/subjects/order/versions", """
            {"schema":"{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"to\",\"type\":\"Address\"}]}",
             "references":[{"name":"Address","subject":"address","version":1}]}
            """);

        Assert.Equal("""[{"name":"Address","subject":"address","version":1}]""", order.Body!["references"]!.ToJsonString());
        Assert.Equal("[2]", (await _server.CallAsync("GET", "/subjects/address/versions/1/referencedby")).Text());
        Assert.Equal(
            "One or more references exist to the schema {magic=1,keytype=SCHEMA,subject=address,version=1}.",
            (await _server.CallAsync("DELETE", "/subjects/address/versions/1")).Message());
        var resolved = await _server.CallAsync("GET", "/subjects/order/versions/1?format=resolved");
        Assert.Contains("\"name\":\"Address\",\"fields\"", (string)resolved.Body!["schema"]!);
    }

    [Fact]
    public async Task A_context_is_a_room_of_its_own()
    {
        await _server.RegisterAsync("a", "\"int\"");
        await _server.RegisterAsync(":.ctx:b", "\"long\"");

        Assert.Equal("[\":.ctx:b\",\"a\"]", (await _server.CallAsync("GET", "/subjects")).Text());
        Assert.Equal("[\"a\"]", (await _server.CallAsync("GET", "/subjects?subjectPrefix=")).Text());
        Assert.Equal("[\":.ctx:b\"]", (await _server.CallAsync("GET", "/subjects?subjectPrefix=:.ctx:")).Text());
        Assert.Equal(":.ctx:b", (string)(await _server.CallAsync("GET", "/subjects/b/versions/1")).Body!["subject"]!);
        Assert.Equal("\"long\"", (string)(await _server.CallAsync("GET", "/schemas/ids/1?subject=b")).Body!["schema"]!);
        Assert.Equal("\"int\"", (string)(await _server.CallAsync("GET", "/schemas/ids/1")).Body!["schema"]!);
    }

    [Fact]
    public async Task A_slash_in_a_subject_is_part_of_it_and_one_at_the_end_is_not()
    {
        await _server.RegisterAsync("a/b", "\"int\"");

        Assert.Equal("[1]", (await _server.CallAsync("GET", "/subjects/a%2Fb/versions/")).Text());
        Assert.Equal("[\"a/b\"]", (await _server.CallAsync("GET", "/subjects")).Text());
    }

    [Fact]
    public async Task Config_and_mode_are_set_shown_and_cleared()
    {
        Assert.Equal(
            """{"compatibility":"FULL"}""", (await _server.CallAsync("PUT", "/config/s", """{"compatibility":"full"}""")).Text());
        Assert.Equal(
            """{"normalize":true,"compatibility":"FULL"}""",
            (await _server.CallAsync("PUT", "/config/s", """{"normalize":true,"compatibilityLevel":"NONE"}""")).Text());
        Assert.Equal(
            """{"compatibility":"FULL"}""", (await _server.CallAsync("PUT", "/config/s", """{"normalize":null}""")).Text());
        Assert.Equal("""{"compatibilityLevel":"FULL"}""", (await _server.CallAsync("GET", "/config/s")).Text());
        Assert.Equal(42203, (await _server.CallAsync("PUT", "/config", """{"compatibility":"sideways"}""")).Code());
        Assert.Equal("""{"compatibilityLevel":"FULL"}""", (await _server.CallAsync("DELETE", "/config/s")).Text());
        Assert.Equal(
            """{"compatibilityLevel":"BACKWARD"}""", (await _server.CallAsync("GET", "/config/s?defaultToGlobal=true")).Text());
        Assert.Equal("""{"mode":"readonly"}""", (await _server.CallAsync("PUT", "/mode", """{"mode":"readonly"}""")).Text());
        Assert.Equal(
            "Subject s in context  is in read-only mode", (await _server.RegisterAsync("s", "\"int\"")).Message());
        Assert.Equal(42204, (await _server.CallAsync("PUT", "/mode", """{"mode":"sideways"}""")).Code());
        Assert.Equal(422, (await _server.CallAsync("PUT", "/mode", "{}")).Status);
        Assert.Equal("{}", (await _server.CallAsync("PUT", "/mode", """{"mode":null}""")).Text());
        Assert.Equal("""{"mode":"READWRITE"}""", (await _server.CallAsync("GET", "/mode")).Text());
    }

    private static (int Status, int Code) Codes((int Status, System.Text.Json.Nodes.JsonNode? Body) answer) =>
        (answer.Status, answer.Code());
}
