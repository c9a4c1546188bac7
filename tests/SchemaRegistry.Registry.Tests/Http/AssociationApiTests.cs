using System.Text.Json.Nodes;
using SchemaRegistry.TestKit.Server;
using static SchemaRegistry.Registry.Tests.Http.AssociationCalls;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>The expectations restate the rules, numbers and texts of the API and of its own tests.</summary>
public sealed class AssociationApiTests : IAsyncLifetime
{
    private const string Own = ":.lkc:orders-value";

    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        await _server.RegisterAsync("shared", "\"int\"");
        await _server.RegisterAsync("other", "\"long\"");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_schema_makes_a_strong_association_with_the_resources_own_subject()
    {
        var answer = (await _server.CreateAsync(Request(Strong("value", "{\"type\":\"string\"}")))).Body!.AsObject();

        Assert.Equal(
            ["resourceName", "resourceNamespace", "resourceId", "resourceType", "associations"],
            answer.Select(member => member.Key));
        Assert.Equal("topic", (string)answer["resourceType"]!);
        var made = answer["associations"]![0]!.AsObject();
        Assert.Equal(
            ["subject", "associationType", "lifecycle", "frozen", "schema"], made.Select(member => member.Key));
        Assert.Equal(
            (Own, "value", "STRONG", true),
            ((string)made["subject"]!, (string)made["associationType"]!, (string)made["lifecycle"]!, (bool)made["frozen"]!));
        Assert.Equal(
            ["subject", "version", "id", "guid", "schemaType", "schema"],
            made["schema"]!.AsObject().Select(member => member.Key));
        Assert.Equal("\"string\"", (string)made["schema"]!["schema"]!);
        Assert.Equal("[1]", (await _server.CallAsync("GET", $"/subjects/{Own}/versions")).Text());
    }

    [Fact]
    public async Task A_subject_makes_a_weak_association_that_others_may_have_too()
    {
        var first = await _server.CreateAsync(Request(Weak("key", "shared"), Weak("value", "shared")));
        var second = await _server.CreateAsync(
            Request(Weak("value", "shared")).With("resourceId", "q2").With("resourceName", "returns"));

        Assert.Equal(
            """[{"subject":"shared","associationType":"key","lifecycle":"WEAK","frozen":false},"""
                + """{"subject":"shared","associationType":"value","lifecycle":"WEAK","frozen":false}]""",
            first.Body!["associations"]!.ToJsonString());
        Assert.Equal(200, second.Status);
        Assert.Equal(
            "q1/key=shared q1/value=shared q2/value=shared", await _server.ListAsync("/associations/subjects/shared"));
    }

    [Fact]
    public async Task Associations_are_listed_by_subject_resource_and_name_and_filtered()
    {
        await _server.CreateAsync(Request(Weak("key", "shared"), Weak("value", "other")));
        await _server.CreateAsync(
            Request(Strong("value", "\"string\"")).With("resourceId", "q2").With("resourceName", "returns"));

        var listed = (await _server.CallAsync("GET", "/associations/resources/q1")).Body![0]!.AsObject();
        Assert.Equal(
            ["subject", "guid", "resourceName", "resourceNamespace", "resourceId", "resourceType", "associationType",
                "lifecycle", "frozen", "createTs", "updateTs"],
            listed.Select(member => member.Key));
        Assert.Equal("q1/key=shared q1/value=other", await _server.ListAsync("/associations/resources/q1"));
        Assert.Equal("q1/value=other", await _server.ListAsync("/associations/resources/q1?associationType=value"));
        Assert.Equal("", await _server.ListAsync("/associations/resources/q1?lifecycle=STRONG"));
        Assert.Equal("", await _server.ListAsync("/associations/resources/q1?resourceType=table"));
        Assert.Equal("q1/value=other", await _server.ListAsync("/associations/resources/q1?offset=1&limit=1"));
        Assert.Equal("q1/key=shared q1/value=other", await _server.ListAsync("/associations/resources/lkc/orders"));
        Assert.Equal("q1/key=shared q1/value=other", await _server.ListAsync("/associations/resources/-/orders"));
        Assert.Equal("", await _server.ListAsync("/associations/resources/elsewhere/orders"));
        Assert.Equal(
            "q1/key=shared q1/value=other q2/value=:.lkc:returns-value",
            await _server.ListAsync("/associations/resources/lkc/-"));
        Assert.Equal(
            "q2/value=:.lkc:returns-value", await _server.ListAsync("/associations/subjects/:.lkc:returns-value"));
        Assert.Equal(
            "q2/value=:.lkc:returns-value", await _server.ListAsync("/contexts/.lkc/associations/subjects/returns-value"));
        Assert.Equal("", await _server.ListAsync("/associations/resources/nobody"));
        Assert.Equal(404, (await _server.CallAsync("GET", "/associations/resources/q1?lifecycle=weak")).Status);
    }

    [Theory]
    [InlineData("resourceName", "", "resourceName", "cannot be null or empty")]
    [InlineData("resourceName", "a.b", "resourceName", "illegal character '.'")]
    [InlineData("resourceNamespace", "a b", "resourceNamespace", "illegal character ' '")]
    [InlineData("resourceId", "", "resourceId", "cannot be null or empty")]
    [InlineData("resourceType", "table", "resourceType", "must be 'topic'")]
    public async Task A_resource_is_named_as_the_API_wants_it(
        string member, string value, string property, string detail)
    {
        var answer = await _server.CreateAsync(Request(Weak("value", "shared")).With(member, value));

        AssertInvalid(property, detail, answer);
    }

    [Fact]
    public async Task A_name_has_at_most_256_characters()
    {
        var longest = await _server.CreateAsync(
            Request(Weak("value", "shared")).With("resourceName", new string('a', 256)));
        var tooLong = await _server.CreateAsync(
            Request(Weak("value", "shared")).With("resourceName", new string('a', 257)));

        Assert.Equal(200, longest.Status);
        AssertInvalid("resourceName", "exceeds max length of 256", tooLong);
    }

    [Theory]
    [InlineData("""{"associationType":"header","subject":"shared"}""", "associationType", "must be either 'key' or 'value'")]
    [InlineData("""{"subject":""}""", "subject", "must not be empty")]
    [InlineData("""{"subject":"shared","frozen":true,"lifecycle":"WEAK"}""", "frozen", "association with lifecycle of WEAK cannot be frozen")]
    [InlineData("""{"subject":"shared","lifecycle":"STRONG","frozen":false}""", "frozen", "association with lifecycle of STRONG cannot be frozen=false")]
    [InlineData("""{"lifecycle":"WEAK","schema":{"schema":"\"int\""}}""", "lifecycle", "cannot be WEAK when schema is provided for create")]
    [InlineData("""{"frozen":false,"schema":{"schema":"\"int\""}}""", "frozen", "cannot be false when schema is provided for create")]
    [InlineData("""{"subject":"mine","schema":{"schema":"\"int\""}}""", "subject", "frozen associations must use subject ':.lkc:orders-value'")]
    [InlineData("""{"lifecycle":"WEAK"}""", "subject", "must be provided for WEAK associations")]
    [InlineData("""{"subject":":.lkc:orders-value"}""", "subject", "WEAK associations cannot use subject ':.lkc:orders-value'")]
    [InlineData("""{"lifecycle":"STRONG"}""", "schema", "schema must be provided when creating a frozen association")]
    public async Task An_association_that_makes_no_sense_is_told_by_its_property(
        string entry, string property, string detail)
    {
        var answer = await _server.CreateAsync(Request(JsonNode.Parse(entry)!.AsObject()));

        AssertInvalid(property, detail, answer);
        Assert.Equal("", await _server.ListAsync("/associations/resources/q1"));
    }

    [Fact]
    public async Task A_request_has_associations_and_each_kind_once()
    {
        AssertInvalid("associations", "cannot be null or empty", await _server.CreateAsync(Request()));
        AssertInvalid(
            "associationType",
            "may only appear once per request, but 'key' appears more than once",
            await _server.CreateAsync(Request(Weak("key", "shared"), Weak("key", "other"))));
        AssertInvalid(
            "lifecycle",
            "all associations for a resource must have the same lifecycle, but got key=WEAK, value=STRONG",
            await _server.CreateAsync(Request(Weak("key", "shared"), Strong("value", "\"string\""))));
        Assert.Equal("[\"other\",\"shared\"]", (await _server.CallAsync("GET", "/subjects")).Text());
    }

    [Fact]
    public async Task The_same_request_again_changes_nothing_and_another_is_refused()
    {
        var request = Request(Strong("value", "\"string\""));
        await _server.CreateAsync(request);

        var again = await _server.CreateAsync(request);
        var otherSchema = await _server.CreateAsync(Request(Strong("value", "\"bytes\"")));
        var otherSubject = await _server.CreateAsync(Request(Weak("value", "shared")));

        Assert.Equal(200, again.Status);
        Assert.Null(again.Body!["associations"]);
        Assert.Equal((409, 40903), (otherSchema.Status, otherSchema.Code()));
        Assert.Equal("An association of type 'value' already exists for resource 'orders'", otherSchema.Message());
        AssertInvalid("subject", $"frozen associations must use subject '{Own}'", otherSubject);
        Assert.Equal("[1]", (await _server.CallAsync("GET", $"/subjects/{Own}/versions")).Text());
    }

    [Fact]
    public async Task A_subject_with_other_schemas_can_not_become_a_resources_own()
    {
        await _server.RegisterAsync(Own, "\"string\"");

        var other = await _server.CreateAsync(Request(Strong("value", "\"bytes\"")));
        var same = await _server.CreateAsync(Request(Strong("value", "\"string\"")));

        AssertInvalid(
            "frozen", "cannot create a frozen association when schemas already exist in the subject", other);
        Assert.Equal(200, same.Status);
        Assert.Equal(1, (int)same.Body!["associations"]![0]!["schema"]!["version"]!);
    }

    [Fact]
    public async Task A_weak_association_needs_a_subject_that_is_active_and_free()
    {
        await _server.CreateAsync(Request(Strong("value", "\"string\"")));
        await _server.RegisterAsync("gone", "\"int\"");
        await _server.CallAsync("DELETE", "/subjects/gone");
        JsonObject Other(string subject) => Request(Weak("value", subject)).With("resourceId", "q2").With("resourceName", "r");

        var owned = await _server.CreateAsync(Other(Own));
        var unknown = await _server.CreateAsync(Other("nobody"));
        var deleted = await _server.CreateAsync(Other("gone"));

        Assert.Equal((409, 40905), (owned.Status, owned.Code()));
        Assert.Equal($"A strong association already exists for subject '{Own}'", owned.Message());
        Assert.Equal((409, 40907), (unknown.Status, unknown.Code()));
        Assert.Equal("No active (non-deleted) version exists for subject 'nobody'", unknown.Message());
        Assert.Equal(40907, deleted.Code());
    }

    [Fact]
    public async Task A_subject_that_is_used_or_referred_to_can_not_be_owned()
    {
        await _server.RegisterAsync(Own, "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}");
        await _server.CreateAsync(
            Request(Weak("value", Own)).With("resourceId", "q2").With("resourceName", "returns"));

        var used = await _server.CreateAsync(Request(Strong("value", "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}")));
        await _server.CallAsync("DELETE", "/associations/resources/q2");
        await _server.RegisterAsync("referrer", "AVRO", "\"R\"", Api.Reference("R", Own, 1));
        var referred = await _server.CreateAsync(Request(Strong("value", "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}")));

        Assert.Equal((409, 40904), (used.Status, used.Code()));
        Assert.Equal($"An association already exists for subject '{Own}'", used.Message());
        Assert.Equal((422, 42206), (referred.Status, referred.Code()));
        Assert.Equal($"One or more references exist to the schema {Own}.", referred.Message());
    }

    [Fact]
    public async Task A_subject_that_is_owned_can_not_be_referred_to_but_gets_further_versions()
    {
        await _server.CreateAsync(Request(Strong("value", "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}")));

        var referrer = await _server.RegisterAsync("referrer", "AVRO", "\"R\"", Api.Reference("R", Own, 1));
        var next = await _server.RegisterAsync(
            Own, "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\",\"default\":0}]}");

        Assert.Equal((422, 42205), (referrer.Status, referrer.Code()));
        Assert.Equal($"Subject '{Own}' has a strong association and cannot be referenced", referrer.Message());
        Assert.Equal(2, (int)next.Body!["version"]!);
    }

    [Fact]
    public async Task An_upsert_makes_weak_associations_and_confirms_strong_ones_but_changes_none()
    {
        var strong = await _server.UpsertAsync(Request(Strong("value", "\"string\"")));
        var weak = await _server.UpsertAsync(Request(Weak("value", "shared")).With("resourceId", null));
        var promoted = await _server.UpsertAsync(Request(Weak("value", "shared").With("lifecycle", "STRONG")));
        var moved = await _server.UpsertAsync(Request(Weak("value", "other")));
        var mismatched = await _server.UpsertAsync(Request(Weak("value", "shared")).With("resourceId", "q9"));

        AssertInvalid(
            "lifecycle",
            "cannot be STRONG when creating an association; STRONG associations must be created with the topic",
            strong);
        Assert.Equal((200, "q1"), (weak.Status, (string)weak.Body!["resourceId"]!));
        AssertInvalid("frozen", "association with lifecycle of STRONG cannot be frozen=false", promoted);
        AssertInvalid(
            "lifecycle", "at least lifecycle or schema must be provided for update", moved);
        AssertInvalid(
            "resourceId",
            "Resource ID in the path parameter does not match the resource ID in the request body",
            mismatched);
        AssertInvalid(
            "subject",
            "subject of association cannot be changed from 'shared' to 'other'",
            await _server.UpsertAsync(Request(Weak("value", "other").With("lifecycle", "WEAK"))));
    }

    [Fact]
    public async Task An_upsert_with_a_schema_registers_the_next_version_of_an_owned_subject()
    {
        await _server.CreateAsync(Request(Strong("value", "\"int\"")));

        var next = await _server.UpsertAsync(Request(Strong("value", "\"long\"")));
        var incompatible = await _server.UpsertAsync(Request(Strong("value", "\"bytes\"")));

        Assert.Equal(200, next.Status);
        Assert.Equal("[1,2]", (await _server.CallAsync("GET", $"/subjects/{Own}/versions")).Text());
        Assert.Equal((409, 40901), (incompatible.Status, incompatible.Code()));
        Assert.StartsWith("[{errorType:'TYPE_MISMATCH', ", incompatible.Message());
    }

    [Fact]
    public async Task A_dry_run_asks_the_rules_and_writes_nothing()
    {
        var fine = await _server.CreateAsync(
            Request(Strong("value", "\"string\"")).With("resourceId", null), "?dryRun=true");
        var refused = await _server.CreateAsync(Request(Weak("value", "nobody")), "?dryRun=true");
        var invalid = await _server.CreateAsync(Request(Strong("value", "nonsense")), "?dryRun=true");

        Assert.Equal(
            """{"resourceName":"orders","resourceNamespace":"lkc","resourceType":"topic"}""", fine.Text());
        Assert.Equal(40907, refused.Code());
        Assert.Equal(42201, invalid.Code());
        Assert.Equal("[\"other\",\"shared\"]", (await _server.CallAsync("GET", "/subjects")).Text());
        Assert.Equal("", await _server.ListAsync("/associations/resources/-/orders"));
    }

    [Fact]
    public async Task A_dry_run_without_an_id_sees_the_resource_of_the_name_that_was_written_last()
    {
        await _server.CreateAsync(Request(Strong("key", "\"string\"")).With("resourceId", "a-older"));
        await _server.CreateAsync(Request(Weak("value", "shared")).With("resourceId", "z-live"));

        var mixed = await _server.CreateAsync(
            Request(Strong("key", "\"string\"")).With("resourceId", null), "?dryRun=true");
        var uniform = await _server.CreateAsync(
            Request(Weak("key", "other")).With("resourceId", null), "?dryRun=true");

        Assert.Equal(42212, mixed.Code());
        Assert.Equal(200, uniform.Status);
    }

    [Fact]
    public async Task A_subject_without_a_context_lies_in_the_one_of_the_request_and_follows_its_alias()
    {
        await _server.RegisterAsync(":.c:there", "\"int\"");
        await _server.CallAsync("PUT", "/config/:.c:alias", """{"alias":"there"}""");

        await _server.CreateAsync(Request(Weak("key", "there")), "?context=.c");
        var prefixed = await _server.CallAsync(
            "POST", "/contexts/.c/associations", Request(Weak("value", "alias")).ToJsonString());

        Assert.Equal(200, prefixed.Status);
        Assert.Equal("q1/key=:.c:there q1/value=:.c:there", await _server.ListAsync("/associations/resources/q1"));
    }

    [Fact]
    public async Task A_read_only_subject_takes_and_loses_no_association()
    {
        await _server.CreateAsync(Request(Weak("key", "shared")));
        await _server.CallAsync("PUT", "/mode/shared", """{"mode":"READONLY"}""");

        var made = await _server.CreateAsync(Request(Weak("value", "shared")));
        var removed = await _server.CallAsync("DELETE", "/associations/resources/q1");

        Assert.Equal((422, 42205), (made.Status, made.Code()));
        Assert.Equal("Subject shared in context . is in read-only mode", made.Message());
        Assert.Equal(42205, removed.Code());
    }

    [Fact]
    public async Task Where_copies_are_taken_a_strong_association_comes_without_a_schema_and_goes_without_it()
    {
        await _server.CallAsync("PUT", "/mode/:.lkc:", """{"mode":"IMPORT"}""");
        var withSchema = await _server.CreateAsync(Request(Strong("value", "\"string\"")));
        var tooEarly = await _server.UpsertAsync(Request(new JsonObject { ["lifecycle"] = "STRONG" }));
        await _server.CallAsync("POST", $"/subjects/{Own}/versions", """{"schema":"\"string\"","id":7,"version":3}""");

        var copied = await _server.UpsertAsync(Request(new JsonObject { ["lifecycle"] = "STRONG" }));
        var removed = await _server.CallAsync("DELETE", "/associations/resources/q1?cascadeLifecycle=true");

        AssertInvalid("schema", $"cannot be provided while subject '{Own}' is in IMPORT mode", withSchema);
        Assert.Equal(40907, tooEarly.Code());
        Assert.Equal("STRONG", (string)copied.Body!["associations"]![0]!["lifecycle"]!);
        Assert.Equal(204, removed.Status);
        Assert.Equal("[3]", (await _server.CallAsync("GET", $"/subjects/{Own}/versions")).Text());
    }

    [Fact]
    public async Task A_strong_association_goes_only_with_all_its_schemas()
    {
        await _server.CreateAsync(Request(Strong("key", "\"int\""), Strong("value", "\"string\"")));
        await _server.CallAsync("PUT", $"/config/{Own}", """{"compatibility":"NONE"}""");

        var frozen = await _server.CallAsync("DELETE", "/associations/resources/q1?associationType=value");
        var dry = await _server.CallAsync("DELETE", "/associations/resources/q1?cascadeLifecycle=true&dryRun=true");
        var before = await _server.ListAsync("/associations/resources/q1");
        var gone = await _server.CallAsync(
            "DELETE", "/associations/resources/q1?cascadeLifecycle=true&associationType=value");
        var again = await _server.CallAsync(
            "DELETE", "/associations/resources/q1?cascadeLifecycle=true&associationType=value");

        Assert.Equal((409, 40908), (frozen.Status, frozen.Code()));
        Assert.Equal($"The association of type  'value' is frozen for subject '{Own}'", frozen.Message());
        Assert.Equal(204, dry.Status);
        Assert.Equal($"q1/key=:.lkc:orders-key q1/value={Own}", before);
        Assert.Equal((204, null), (gone.Status, gone.Body));
        Assert.Equal("q1/key=:.lkc:orders-key", await _server.ListAsync("/associations/resources/q1"));
        Assert.Equal(40401, (await _server.CallAsync("GET", $"/subjects/{Own}/versions?deleted=true")).Code());
        Assert.Equal(40408, (await _server.CallAsync("GET", $"/config/{Own}")).Code());
        Assert.Equal((404, 40410), (again.Status, again.Code()));
        Assert.Equal("Association for 'q1' not found.", again.Message());
    }

    [Fact]
    public async Task An_associated_subject_keeps_an_active_version()
    {
        await _server.RegisterAsync("shared", "\"long\"");
        await _server.CreateAsync(Request(Weak("value", "shared")));

        var whole = await _server.CallAsync("DELETE", "/subjects/shared");
        var one = await _server.CallAsync("DELETE", "/subjects/shared/versions/1");
        var forGood = await _server.CallAsync("DELETE", "/subjects/shared/versions/1?permanent=true");
        var last = await _server.CallAsync("DELETE", "/subjects/shared/versions/latest");
        await _server.CallAsync("DELETE", "/associations/resources/q1");
        var free = await _server.CallAsync("DELETE", "/subjects/shared/versions/latest");

        Assert.Equal((409, 40904), (whole.Status, whole.Code()));
        Assert.Equal("An association already exists for subject 'shared'", whole.Message());
        Assert.Equal((200, 200), (one.Status, forGood.Status));
        Assert.Equal((409, 40904), (last.Status, last.Code()));
        Assert.Equal("2", free.Text());
    }

    [Fact]
    public async Task Schemas_are_listed_with_the_associations_of_their_subjects()
    {
        await _server.RegisterAsync("alone", "\"bytes\"");
        await _server.CreateAsync(Request(Weak("key", "shared")));
        await _server.CreateAsync(
            Request(Strong("value", "\"string\"")).With("resourceId", "q2").With("resourceName", "returns"));

        async Task<string> ListAsync(string query) => string.Join(
            ' ',
            (await _server.CallAsync("GET", "/schemas?subjectPrefix=:*:" + query)).Body!.AsArray().Select(
                schema => $"{schema!["subject"]}:{schema["associations"]?.AsArray().Count ?? 0}"));

        Assert.Equal(":.lkc:returns-value:0 alone:0 other:0 shared:0", await ListAsync(""));
        Assert.Equal(":.lkc:returns-value:1 alone:0 other:0 shared:1", await ListAsync("&resourceType=topic"));
        Assert.Equal("shared:1", await ListAsync("&associationType=key"));
        Assert.Equal(":.lkc:returns-value:1 shared:1", await ListAsync("&associationType=key&associationType=value"));
        Assert.Equal("shared:1", await ListAsync("&lifecycle=WEAK"));
        Assert.Equal("alone:0 other:0", await ListAsync("&lifecycle=NONE"));
        Assert.Equal("alone:0 other:0 shared:1", await ListAsync("&lifecycle=WEAK&lifecycle=NONE"));
        Assert.Equal(":.lkc:returns-value:1 shared:1", await ListAsync("&lifecycle=STRONG&lifecycle=WEAK"));
        Assert.Equal(404, (await _server.CallAsync("GET", "/schemas?lifecycle=ALL")).Status);
    }

    [Fact]
    public async Task Changes_of_associations_are_in_the_feed()
    {
        await _server.CreateAsync(Request(Weak("key", "shared")));
        var listed = (await _server.CallAsync("GET", "/associations/resources/q1")).Body![0]!;
        await _server.CallAsync("DELETE", "/associations/resources/q1");

        var changes = (await _server.CallAsync("GET", "/changes?after=2")).Body!["changes"]!.AsArray();

        foreach (var change in changes)
            change!.AsObject().Remove("ts");
        Assert.Equal(
            [
                $$"""{"sequence":3,"kind":"ASSOCIATION_SET","subject":"shared","guid":"{{listed["guid"]}}","resourceName":"orders","""
                    + """
                    "resourceNamespace":"lkc","resourceId":"q1","resourceType":"topic","associationType":"key","lifecycle":"WEAK"}
                    """.Trim(),
                """{"sequence":4,"kind":"ASSOCIATION_REMOVED","subject":"shared","resourceId":"q1","associationType":"key"}""",
            ],
            changes.Select(change => change!.ToJsonString()));
    }

    [Fact]
    public async Task A_server_without_associations_knows_no_such_path()
    {
        await using var server = await TestServer.StartAsync(options => options with { HasAssociations = false });

        Assert.Equal(404, (await server.CallAsync("GET", "/associations/resources/q1")).Status);
        Assert.Equal(404, (await server.CreateAsync(Request(Weak("key", "shared")))).Status);
        Assert.Equal(404, (await server.CallAsync("POST", "/associations:batchGet", "{}")).Status);
    }

    private static void AssertInvalid(string property, string detail, (int Status, JsonNode? Body) answer)
    {
        Assert.Equal((422, 42212), (answer.Status, answer.Code()));
        Assert.Equal(
            $"The association specified an invalid value for property: '{property}', detail: {detail}", answer.Message());
    }
}
