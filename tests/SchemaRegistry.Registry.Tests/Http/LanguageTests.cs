using Google.Protobuf.Reflection;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>Protobuf and JSON Schema through the API. The expectations restate the reference of the API.</summary>
public sealed class LanguageTests : IAsyncLifetime
{
    private const string Place = "syntax = \"proto3\";\npackage shop;\n\nmessage Place {\n  string city = 1;\n}\n";

    private const string Order = """
        // An order.
        syntax = "proto3";
        package shop;
        import "place.proto";
        import "google/protobuf/timestamp.proto";
        message Order { string id = 1; Place to = 2; google.protobuf.Timestamp at = 3; }
        """;

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task All_three_languages_are_known_and_share_the_ids()
    {
        var types = (await _server.CallAsync("GET", "/schemas/types")).Body!.AsArray().Select(type => (string)type!);
        await _server.CallAsync("PUT", "/config/s", """{"compatibility":"NONE"}""");

        var avro = await _server.RegisterAsync("s", "AVRO", "\"string\"");
        var json = await _server.RegisterAsync("s", "JSON", """{"type":"string"}""");
        var protobuf = await _server.RegisterAsync("s", "PROTOBUF", "syntax = \"proto3\"; message A { }");

        Assert.Equal(["AVRO", "JSON", "PROTOBUF"], types.Order());
        Assert.Equal([1, 2, 3], new[] { avro, json, protobuf }.Select(answer => (int)answer.Body!["id"]!));
        Assert.Equal("PROTOBUF", (string)(await _server.CallAsync("GET", "/schemas/ids/3")).Body!["schemaType"]!);
    }

    [Fact]
    public async Task A_proto_file_is_stored_in_its_canonical_print_and_found_by_any_spelling()
    {
        await _server.RegisterAsync("place", "PROTOBUF", Place);
        var reference = Api.Reference("place.proto", "place", 1);
        await _server.RegisterAsync("order", "PROTOBUF", Order, reference.DeepClone());

        var stored = (string)(await _server.CallAsync("GET", "/subjects/order/versions/1")).Body!["schema"]!;
        var spelled = Order.Replace("// An order.\n", "\n\n", StringComparison.Ordinal);
        var found = await _server.CallAsync(
            "POST", "/subjects/order", Api.Schema("PROTOBUF", spelled, reference.DeepClone()));

        Assert.DoesNotContain("An order", stored, StringComparison.Ordinal);
        Assert.StartsWith("syntax = \"proto3\";\npackage shop;\n\nimport \"place.proto\";\n", stored, StringComparison.Ordinal);
        Assert.Equal(1, (int)found.Body!["version"]!);
        Assert.Equal("place.proto", (string)found.Body!["references"]![0]!["name"]!);
    }

    [Fact]
    public async Task Format_serialized_answers_the_descriptor_which_can_be_registered_again()
    {
        await _server.RegisterAsync("place", "PROTOBUF", Place);
        var reference = Api.Reference("place.proto", "place", 1);
        var id = (int)(await _server.RegisterAsync("order", "PROTOBUF", Order, reference.DeepClone())).Body!["id"]!;

        var serialized = (string)(await _server.CallAsync("GET", $"/schemas/ids/{id}?format=serialized")).Body!["schema"]!;
        var descriptor = FileDescriptorProto.Parser.ParseFrom(Convert.FromBase64String(serialized));
        await _server.RegisterAsync("copy", "PROTOBUF", serialized, reference.DeepClone());
        var copied = (string)(await _server.CallAsync("GET", "/subjects/copy/versions/1")).Body!["schema"]!;

        Assert.Equal("shop", descriptor.Package);
        Assert.Equal([".shop.Place", ".google.protobuf.Timestamp"],
            descriptor.MessageType[0].Field.Skip(1).Select(field => field.TypeName));
        Assert.Contains(".shop.Place to = 2;", copied, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Normalized_spellings_of_a_proto_file_are_one_version()
    {
        const string Spelled = "syntax=\"proto3\"; package shop; message A { string b = 2; shop.A a = 1; }";
        const string Other = "syntax = \"proto3\"; package shop; message A { .shop.A a = 1; string b = 2; }";

        var first = await _server.CallAsync("POST", "/subjects/s/versions?normalize=true", Api.Schema("PROTOBUF", Spelled));
        var second = await _server.CallAsync("POST", "/subjects/s/versions?normalize=true", Api.Schema("PROTOBUF", Other));

        Assert.Equal((int)first.Body!["id"]!, (int)second.Body!["id"]!);
        Assert.Equal("[1]", (await _server.CallAsync("GET", "/subjects/s/versions")).Text());
    }

    [Fact]
    public async Task What_is_no_proto_file_is_refused_with_its_place()
    {
        var broken = await _server.RegisterAsync("s", "PROTOBUF", "syntax = \"proto3\";\nmessage A {\n  string 1 = x;\n}");
        var unknown = await _server.RegisterAsync("s", "PROTOBUF", "syntax = \"proto3\"; message A { B b = 1; }");

        Assert.Equal((422, 42201), (broken.Status, broken.Code()));
        Assert.Contains("line 3", broken.Message(), StringComparison.Ordinal);
        Assert.Equal((422, 42201), (unknown.Status, unknown.Code()));
        Assert.Contains("Could not resolve type: B", unknown.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_JSON_schema_keeps_the_order_of_its_keys_unless_normalized()
    {
        const string Text = "{ \"type\" : \"object\", \"properties\" : { \"b\" : { }, \"a\" : { \"maximum\" : 1.0 } } }";

        await _server.RegisterAsync("s", "JSON", Text);
        await _server.CallAsync("POST", "/subjects/n/versions?normalize=true", Api.Schema("JSON", Text));

        Assert.Equal(
            """{"type":"object","properties":{"b":{},"a":{"maximum":1.0}}}""",
            (string)(await _server.CallAsync("GET", "/subjects/s/versions/1")).Body!["schema"]!);
        Assert.Equal(
            """{"properties":{"a":{"maximum":1.0},"b":{}},"type":"object"}""",
            (string)(await _server.CallAsync("GET", "/subjects/n/versions/1")).Body!["schema"]!);
    }

    [Fact]
    public async Task A_JSON_schema_refers_to_registered_ones_and_to_nothing_else()
    {
        await _server.RegisterAsync("place", "JSON", """{"$id":"http://example.com/place.json","type":"object"}""");
        const string Refers = """{"properties":{"to":{"$ref":"http://example.com/place.json"}}}""";
        const string Lost = """{"properties":{"to":{"$ref":"http://127.0.0.1:1/nowhere.json"}}}""";

        var found = await _server.RegisterAsync(
            "order", "JSON", Refers, Api.Reference("http://example.com/place.json", "place", 1));
        var missing = await _server.RegisterAsync("other", "JSON", Refers);
        var lost = await _server.RegisterAsync("other", "JSON", Lost);

        Assert.Equal(200, found.Status);
        Assert.Equal((422, 42201), (missing.Status, missing.Code()));
        Assert.Equal((422, 42201), (lost.Status, lost.Code()));
        Assert.Contains("http://127.0.0.1:1/nowhere.json", lost.Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JSON", """{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"array"}""", "TYPE_CHANGED")]
    [InlineData(
        "PROTOBUF",
        "syntax = \"proto3\"; message A { int32 n = 1; }",
        "syntax = \"proto3\"; message A { string n = 1; }",
        "FIELD_SCALAR_KIND_CHANGED")]
    public async Task An_incompatible_version_is_refused_with_the_reason(
        string type, string first, string second, string reason)
    {
        await _server.RegisterAsync("s", type, first);

        var refused = await _server.RegisterAsync("s", type, second);
        var check = await _server.CallAsync(
            "POST", "/compatibility/subjects/s/versions/latest?verbose=true", Api.Schema(type, second));

        Assert.Equal((409, 40901), (refused.Status, refused.Code()));
        Assert.Contains(reason, refused.Message(), StringComparison.Ordinal);
        Assert.False((bool)check.Body!["is_compatible"]!);
        Assert.Contains(reason, (string)check.Body!["messages"]![0]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JSON")]
    [InlineData("PROTOBUF")]
    public async Task Hostile_nesting_is_refused_and_the_server_lives_on(string type)
    {
        var schema = type == "JSON"
            ? string.Concat(Enumerable.Repeat("""{"not":""", 10_000)) + "{}" + new string('}', 10_000)
            : "syntax = \"proto3\";" + string.Concat(Enumerable.Repeat("message A {", 10_000)) + new string('}', 10_000);

        Assert.Equal(422, (await _server.RegisterAsync("s", type, schema)).Status);
        Assert.Equal(200, (await _server.CallAsync("GET", "/subjects")).Status);
    }
}
