using System.Net;
using System.Text;
using SchemaRegistry.Server.Hosting;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

public sealed class BadRequestTests : IAsyncLifetime
{
    private const long MaxBodyBytes = 100_000;

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await TestServer.StartAsync(options => options with { MaxBodyBytes = MaxBodyBytes, CorsOrigins = ["https://ui.example"] });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("{", 400)]
    [InlineData("{\"schema\":}", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"schema\":{}}", 400)]
    [InlineData("{\"schema\":\"\\\"int\\\"\",\"version\":\"x\"}", 400)]
    [InlineData("{\"schema\":\"\\\"int\\\"\",\"references\":[1]}", 400)]
    [InlineData("{\"schema\":\"\\ud800\"}", 400)]
    [InlineData("{\"schema\":\"1\",\"metadata\":{\"properties\":{\"\\ud800\":\"x\"}}}", 400)]
    [InlineData("{\"\\ud800\":1,\"schema\":\"\\\"int\\\"\"}", 400)]
    [InlineData("null", 422)]
    [InlineData("", 422)]
    [InlineData("{}", 422)]
    [InlineData("{\"schema\":\"\\\"int\\\"\",\"schemaType\":\"avro\"}", 422)]
    [InlineData("{\"schema\":1}", 422)]
    public async Task A_body_that_makes_no_sense_is_refused(string body, int status)
    {
        Assert.Equal(status, (await _server.CallAsync("POST", "/subjects/s/versions", body)).Status);
    }

    [Fact]
    public async Task Of_duplicate_members_the_last_counts_and_unknown_ones_are_ignored()
    {
        var answer = await _server.CallAsync(
            "POST", "/subjects/s/versions", """{"schema":"\"int\"","nonsense":[{}],"schema":"\"long\""}""");

        Assert.Equal("\"long\"", (string)answer.Body!["schema"]!);
    }

    [Fact]
    public async Task A_body_that_is_too_deep_or_too_large_is_refused_and_the_server_lives()
    {
        var deep = await _server.CallAsync("POST", "/subjects/s/versions", new string('[', 10_000));
        var large = await _server.CallAsync("POST", "/subjects/s/versions", $$"""{"schema":"{{new string('x', (int)MaxBodyBytes)}}"}""");
        var nested = string.Concat(Enumerable.Repeat("{\"type\":\"array\",\"items\":", 1_500)) + "\"int\"" + new string('}', 1_500);

        Assert.Equal(400, deep.Status);
        Assert.Equal((413, 413), (large.Status, large.Code()));
        Assert.Equal(42201, (await _server.RegisterAsync("s", nested)).Code());
        Assert.Equal(200, (await _server.CallAsync("GET", "/subjects")).Status);
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/schemas/ids/abc", 404)]
    [InlineData("GET", "/subjects?limit=x", 404)]
    [InlineData("GET", "/subjects?offset=-1", 422)]
    [InlineData("PATCH", "/subjects", 405)]
    public async Task What_is_no_operation_answers_in_JSON(string method, string path, int status)
    {
        var answer = await _server.CallAsync(method, path);

        Assert.Equal((status, status), (answer.Status, answer.Code()));
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("application/vnd.schemaregistry.v1+json", 200)]
    [InlineData("application/vnd.schemaregistry+json; charset=utf-8", 200)]
    [InlineData("application/octet-stream", 200)]
    [InlineData(null, 200)]
    public async Task A_body_may_have_the_types_of_the_API_or_none(string? type, int status)
    {
        Assert.Equal(status, (await _server.CallAsync("POST", "/subjects/s/versions", Api.Schema("\"int\""), type)).Status);
    }

    [Theory]
    [InlineData("application/json", 200, "application/json")]
    [InlineData("application/json, application/vnd.schemaregistry+json", 200, "application/vnd.schemaregistry+json")]
    [InlineData("application/json;q=0.1, */*;q=0.05", 200, "application/vnd.schemaregistry.v1+json")]
    [InlineData("text/html", 406, "application/vnd.schemaregistry.v1+json")]
    public async Task The_answers_type_is_the_best_for_both_sides(string accept, int status, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/subjects");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var response = await _server.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(accept.Contains("0.05") ? response.Content.Headers.ContentType!.MediaType : type, response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Health_and_metrics_answer()
    {
        await _server.RegisterAsync("s", "\"int\"");

        Assert.Equal("""{"status":"live"}""", await _server.Http.GetStringAsync("/health/live"));
        Assert.Equal("""{"status":"ready"}""", await _server.Http.GetStringAsync("/health/ready"));
        var metrics = await _server.Http.GetStringAsync("/metrics");
        Assert.Contains("schema_registry_schemas_registered_total 1", metrics);
        Assert.Contains("schema_registry_changes 1", metrics);
    }

    [Fact]
    public async Task A_page_of_a_named_origin_may_call_and_another_may_not()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/subjects");
        preflight.Headers.Add("Origin", "https://ui.example");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");
        using var allowed = await _server.Http.SendAsync(preflight);
        using var stranger = new HttpRequestMessage(HttpMethod.Get, "/subjects");
        stranger.Headers.Add("Origin", "https://evil.example");
        using var refused = await _server.Http.SendAsync(stranger);

        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal("https://ui.example", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/subjects")]
    [InlineData("/schemas/ids/1")]
    public async Task A_request_id_comes_back(string path)
    {
        await _server.RegisterAsync("s", "\"int\"");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Request-ID", "abc");

        using var response = await _server.Http.SendAsync(request);

        Assert.Equal("abc", response.Headers.GetValues("X-Request-ID").Single());
    }

    [Fact]
    public async Task A_client_that_takes_no_JSON_is_refused_before_anything_changes()
    {
        _server.Http.DefaultRequestHeaders.Add("Accept", "text/html");
        var answer = await _server.RegisterAsync("s", "\"int\"");
        _server.Http.DefaultRequestHeaders.Clear();

        Assert.Equal(406, answer.Code());
        Assert.Equal("[]", await _server.Http.GetStringAsync("/subjects"));
    }

    [Fact]
    public async Task A_request_id_that_no_header_can_carry_back_is_replaced()
    {
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var http = new HttpClient(handler) { BaseAddress = _server.Url };
        http.DefaultRequestHeaders.TryAddWithoutValidation("X-Request-ID", "\u00e9");

        Assert.Equal("[]", await http.GetStringAsync("/subjects"));
    }

    [Fact]
    public async Task Metrics_do_not_grow_with_methods_that_clients_make_up()
    {
        await _server.CallAsync("MADEUP", "/subjects");

        Assert.DoesNotContain("MADEUP", await _server.Http.GetStringAsync("/metrics"));
    }

    [Fact]
    public async Task A_server_that_can_not_start_says_why()
    {
        await using var other = await TestServer.StartOnDiskAsync();
        var taken = await Assert.ThrowsAsync<ServerStartException>(() => TestServer.StartAsync(
            options => options with { Urls = [_server.Url.ToString()] }));
        var wrong = await Assert.ThrowsAsync<ServerStartException>(() => TestServer.StartAsync(
            options => options with { Urls = ["ftp://x"] }));
        var file = Path.GetTempFileName();
        var noFolder = await Assert.ThrowsAsync<ServerStartException>(() => TestServer.StartAsync(
            options => options with { DataFolder = Path.Combine(file, "data") }));
        File.Delete(file);

        Assert.Contains(_server.Url.Port.ToString(), taken.Message);
        Assert.Contains("ftp://x", wrong.Message);
        Assert.Contains("data folder", noFolder.Message);
    }
}
