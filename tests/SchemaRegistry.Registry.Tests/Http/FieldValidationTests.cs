using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary><c>validateFields</c>. The expectations restate the reference of the API.</summary>
public sealed class FieldValidationTests : IAsyncLifetime
{
    private const string Reserved = """{"type":"object","properties":{"a":{},"$$b":{}}}""";
    private const string Place = "syntax = \"proto3\"; package shop; message Place { string city = 1; }";

    /// <summary>It uses a type of a reference, in a map, without importing its file.</summary>
    private const string NotImported =
        "syntax = \"proto3\"; package shop; message Order { map<string, Place> to = 1; }";

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Names_with_two_dollar_signs_are_refused_only_when_asked_for()
    {
        var before = await _server.RegisterAsync("free", "JSON", Reserved);
        await _server.CallAsync("PUT", "/config", """{"validateFields":true}""");

        var after = await _server.RegisterAsync("held", "JSON", Reserved);
        var check = await _server.CallAsync(
            "POST", "/compatibility/subjects/held/versions?verbose=true", Api.Schema("JSON", Reserved));

        Assert.Equal(200, before.Status);
        Assert.Equal((422, 42201), (after.Status, after.Code()));
        Assert.Contains("Field names cannot start with $$ prefix", after.Message(), StringComparison.Ordinal);
        Assert.False((bool)check.Body!["is_compatible"]!);
    }

    [Fact]
    public async Task One_dollar_sign_and_inner_names_are_free()
    {
        await _server.CallAsync("PUT", "/config/s", """{"validateFields":true}""");

        var answer = await _server.RegisterAsync(
            "s", "JSON", """{"type":"object","properties":{"$a":{},"b":{"properties":{"$$c":{}}}}}""");

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task A_type_must_be_imported_only_when_asked_for()
    {
        await _server.RegisterAsync("place", "PROTOBUF", Place);
        var reference = Api.Reference("place.proto", "place", 1);

        var free = await _server.RegisterAsync("free", "PROTOBUF", NotImported, reference.DeepClone());
        await _server.CallAsync("PUT", "/config/held", """{"validateFields":true}""");
        var held = await _server.RegisterAsync("held", "PROTOBUF", NotImported, reference.DeepClone());
        var imported = await _server.RegisterAsync(
            "held",
            "PROTOBUF",
            NotImported.Replace("message", "import \"place.proto\"; message", StringComparison.Ordinal),
            reference.DeepClone());

        Assert.Equal(200, free.Status);
        Assert.Equal((422, 42201), (held.Status, held.Code()));
        Assert.Contains("Place", held.Message(), StringComparison.Ordinal);
        Assert.Equal(200, imported.Status);
    }

    [Theory]
    [InlineData("message A { int32 a = 1; int32 b = 1; }", 422)]
    [InlineData("import \"google/protobuf/any.proto\"; message A { google.protobuf.Any a = 1; }", 200)]
    [InlineData("message A { int32 a = 1 [(confluent.field_meta) = { tags: [ \"PII\" ] }]; }", 200)]
    [InlineData("message A { int32 a = 1 [(unknown.option) = 1]; }", 200)]
    public async Task A_descriptor_is_built_when_asked_for(string text, int status)
    {
        await _server.CallAsync("PUT", "/config/s", """{"validateFields":true}""");

        var answer = await _server.RegisterAsync("s", "PROTOBUF", "syntax = \"proto3\"; " + text);

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Copies_are_taken_without_looking_at_fields()
    {
        await _server.CallAsync("PUT", "/config/s", """{"validateFields":true}""");
        await _server.CallAsync("PUT", "/mode/s", """{"mode":"IMPORT"}""");

        var answer = await _server.CallAsync(
            "POST", "/subjects/s/versions", Api.Schema("JSON", Reserved)[..^1] + ",\"id\":7,\"version\":1}");

        Assert.Equal((200, 7), (answer.Status, (int)answer.Body!["id"]!));
    }
}
