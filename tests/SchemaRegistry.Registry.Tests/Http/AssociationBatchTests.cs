using System.Text.Json.Nodes;
using SchemaRegistry.TestKit.Server;
using static SchemaRegistry.Registry.Tests.Http.AssociationCalls;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>The expectations restate the rules of the API and of its own tests.</summary>
public sealed class AssociationBatchTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        await _server.RegisterAsync("shared", "\"int\"");
        await _server.RegisterAsync("other", "\"long\"");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Each_request_of_a_batch_stands_for_itself()
    {
        var results = await _server.BatchAsync(
            "batchMutate",
            "",
            Request(Operation("CREATE", Weak("value", "nobody"))),
            Request(Operation("CREATE", Strong("value", "nonsense"))),
            Request(Operation("CREATE", Weak("value", "shared"))).With("resourceName", "a.b"),
            Request(Operation("CREATE", Strong("key", "\"string\"")), Operation("CREATE", Strong("value", "\"bytes\""))));

        Assert.Equal([40907, 42212, 42212], results.Take(3).Select(result => (int)result!["error"]!["error_code"]!));
        Assert.StartsWith("Invalid schema of type AVRO, details: ", (string)results[1]!["error"]!["message"]!);
        Assert.Equal(
            ["key :.lkc:orders-key \"string\"", "value :.lkc:orders-value \"bytes\""],
            results[3]!["result"]!["associations"]!.AsArray().Select(
                made => $"{made!["associationType"]} {made["subject"]} {made["schema"]!["schema"]}"));
    }

    [Fact]
    public async Task Operations_that_stand_side_by_side_are_carried_out_all_or_none()
    {
        var mixed = await _server.BatchAsync(
            "batchMutate",
            "",
            Request(Operation("UPSERT", Weak("key", "shared")), Operation("UPSERT", Weak("value", "nobody"))));
        var afterMixed = await _server.ListAsync("/associations/resources/q1");
        var apart = await _server.BatchAsync(
            "batchMutate",
            "",
            Request(Operation("CREATE", Weak("key", "shared")), Operation("UPSERT", Weak("value", "nobody"))));

        Assert.Equal(40907, (int)mixed[0]!["error"]!["error_code"]!);
        Assert.Equal("", afterMixed);
        Assert.Equal(40907, (int)apart[0]!["error"]!["error_code"]!);
        Assert.Equal("q1/key=shared", await _server.ListAsync("/associations/resources/q1"));
    }

    [Fact]
    public async Task A_kind_appears_once_in_a_request_deletes_among_them()
    {
        await _server.CreateAsync(Request(Weak("value", "shared")));

        var results = await _server.BatchAsync(
            "batchMutate",
            "",
            Request(Operation("UPSERT", Weak("value", "shared")), Operation("DELETE", [])));

        Assert.Equal(
            "The association specified an invalid value for property: 'associationType', detail: "
                + "may only appear once per request, but 'value' appears more than once",
            (string)results[0]!["error"]!["message"]!);
        Assert.Equal("q1/value=shared", await _server.ListAsync("/associations/resources/q1"));
    }

    [Fact]
    public async Task A_delete_needs_to_cascade_for_a_strong_association_and_none_for_one_that_is_not_there()
    {
        await _server.CreateAsync(Request(Strong("value", "\"string\"")));

        var frozen = await _server.BatchAsync("batchMutate", "", Request(Operation("DELETE", [])));
        var nothing = await _server.BatchAsync(
            "batchMutate", "", Request(Operation("DELETE", new JsonObject { ["associationType"] = "key" })));
        var gone = await _server.BatchAsync(
            "batchMutate", "", Request(Operation("DELETE", new JsonObject { ["cascadeLifecycle"] = true })));

        Assert.Equal(40908, (int)frozen[0]!["error"]!["error_code"]!);
        Assert.Equal("value", (string)nothing[0]!["result"]!["associations"]![0]!["associationType"]!);
        Assert.Null(gone[0]!["result"]!["associations"]);
        Assert.Equal("[]", (await _server.CallAsync("GET", "/subjects?deleted=true&subjectPrefix=:.lkc:")).Text());
    }

    [Fact]
    public async Task A_dry_run_of_a_batch_writes_nothing()
    {
        var results = await _server.BatchAsync(
            "batchMutate",
            "?dryRun=true",
            Request(Operation("CREATE", Strong("value", "\"string\""))).With("resourceId", null),
            Request(Operation("CREATE", Weak("value", "nobody"))));

        Assert.Equal(
            """{"result":{"resourceName":"orders","resourceNamespace":"lkc","resourceType":"topic"}}""",
            results[0]!.ToJsonString());
        Assert.Equal(40907, (int)results[1]!["error"]!["error_code"]!);
        Assert.Equal("[\"other\",\"shared\"]", (await _server.CallAsync("GET", "/subjects")).Text());
    }

    [Fact]
    public async Task Many_resources_are_read_at_once_by_id_or_by_name()
    {
        await _server.CreateAsync(Request(Weak("key", "shared"), Weak("value", "other")));

        var results = await _server.BatchAsync(
            "batchGet",
            "?includeSchemas=true",
            new JsonObject { ["resourceId"] = "q1", ["associationTypes"] = new JsonArray("value") },
            new JsonObject { ["resourceName"] = "orders", ["resourceNamespace"] = "lkc" },
            new JsonObject { ["resourceId"] = "nobody" },
            new JsonObject { ["resourceId"] = "q1", ["lifecycle"] = "STRONG" },
            [],
            new JsonObject { ["resourceName"] = "orders" });

        Assert.Equal("orders", (string)results[0]!["result"]!["resourceName"]!);
        var one = Assert.Single(results[0]!["result"]!["associations"]!.AsArray())!;
        Assert.Equal(("other", "\"long\""), ((string)one["subject"]!, (string)one["schema"]!["schema"]!));
        Assert.Equal(2, results[1]!["result"]!["associations"]!.AsArray().Count);
        Assert.Equal("q1", (string)results[1]!["result"]!["resourceId"]!);
        Assert.Equal("""{"result":{"resourceId":"nobody","resourceType":"topic"}}""", results[2]!.ToJsonString());
        Assert.Null(results[3]!["result"]!["associations"]);
        Assert.EndsWith("either resourceId or resourceName must be specified", (string)results[4]!["error"]!["message"]!);
        Assert.EndsWith(
            "resourceNamespace is required when resourceName is specified", (string)results[5]!["error"]!["message"]!);
    }

    [Fact]
    public async Task A_batch_has_requests_and_not_too_many()
    {
        var empty = await _server.CallAsync("POST", "/associations:batchMutate", """{"requests":[]}""");
        var many = await _server.CallAsync(
            "POST",
            "/associations:batchGet",
            new JsonObject
            {
                ["requests"] = new JsonArray([.. Enumerable.Range(0, 1001).Select(_ => new JsonObject())]),
            }.ToJsonString());
        var noType = await _server.CallAsync(
            "POST",
            "/associations:batchMutate",
            new JsonObject { ["requests"] = new JsonArray(Request(Weak("value", "shared"))) }.ToJsonString());

        Assert.Equal((422, 42212), (empty.Status, empty.Code()));
        Assert.EndsWith("property: 'requests', detail: cannot be null or empty", empty.Message());
        Assert.Equal((422, 42212), (many.Status, many.Code()));
        Assert.Contains("1000", many.Message());
        Assert.Equal((400, 400), (noType.Status, noType.Code()));
        Assert.Contains("opType", noType.Message());
    }
}
