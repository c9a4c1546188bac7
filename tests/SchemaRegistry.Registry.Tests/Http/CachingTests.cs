using System.Net;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>Entity tags and cache rules (RFC 9110, 9111) of reads by id and by GUID.</summary>
public sealed class CachingTests
{
    private const string ById = "/schemas/ids/1";
    private const string Text = "/schemas/ids/1/schema";
    private const string ByGuid = "/schemas/guids/095d71cf-1255-6b9d-5e33-0ad575b3df5d";
    private const string Immutable = "max-age=31536000, immutable";
    private const string Minute = "max-age=60, immutable, stale-if-error=31536000";

    [Theory]
    [InlineData(ById, Minute)]
    [InlineData(ById + "?format=resolved", Minute)]
    [InlineData(ById + "?fetchMaxId=true", "no-cache")]
    [InlineData(Text, Immutable)]
    [InlineData(Text + "?subject=s", "no-cache")]
    [InlineData(Text + "?format=resolved", "no-cache")]
    [InlineData(Text + "?subject=:.c:", Immutable)]
    [InlineData("/contexts/.c/schemas/ids/1/schema", Immutable)]
    [InlineData(ByGuid, Immutable)]
    [InlineData(ByGuid + "?format=resolved", "no-cache")]
    public async Task An_answer_tells_how_it_may_be_kept_and_is_not_sent_twice(string path, string cacheControl)
    {
        await using var server = await StartAsync();

        using var first = await AskAsync(server, path);
        var tag = Header(first, "ETag");
        using var same = await AskAsync(server, path, ("If-None-Match", tag));
        using var other = await AskAsync(server, path, ("If-None-Match", "\"x\""));

        Assert.Equal((200, 304, 200), ((int)first.StatusCode, (int)same.StatusCode, (int)other.StatusCode));
        Assert.Matches("^\"[!#-~]+\"$", tag);
        foreach (var answer in new[] { first, same, other })
        {
            Assert.Equal(tag, Header(answer, "ETag"));
            Assert.Equal(cacheControl, Header(answer, "Cache-Control"));
            Assert.Equal("Accept", Header(answer, "Vary"));
        }

        Assert.Empty(await same.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Null(same.Content.Headers.ContentType);
    }

    [Theory]
    [InlineData("W/{0}", 304)]
    [InlineData("\"a\", {0}, \"b\"", 304)]
    [InlineData("*", 304)]
    [InlineData("\"a\", \"b\"", 200)]
    [InlineData("no tag at all", 200)]
    public async Task If_None_Match_is_compared_weakly_and_may_be_a_list(string format, int status)
    {
        await using var server = await StartAsync();
        foreach (var path in new[] { ById, ById + "?fetchMaxId=true" })
        {
            using var first = await AskAsync(server, path);

            using var second = await AskAsync(
                server, path, ("If-None-Match", string.Format(null, format, Header(first, "ETag"))));

            Assert.Equal(status, (int)second.StatusCode);
        }
    }

    [Fact]
    public async Task The_tag_of_an_id_changes_when_its_version_is_deleted_and_not_when_others_come()
    {
        await using var server = await StartAsync();
        using var first = await AskAsync(server, ById);
        await server.RegisterAsync("other", "\"long\"");
        using var second = await AskAsync(server, ById);
        await server.CallAsync("DELETE", "/subjects/s");
        using var third = await AskAsync(server, ById, ("If-None-Match", Header(first, "ETag")));

        Assert.Equal(Header(first, "ETag"), Header(second, "ETag"));
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        Assert.Contains("\"deleted\":true", await third.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.NotEqual(Header(first, "ETag"), Header(third, "ETag"));
    }

    [Fact]
    public async Task Another_type_of_the_same_answer_has_another_tag()
    {
        await using var server = await StartAsync();

        using var preferred = await AskAsync(server, ById);
        using var plain = await AskAsync(server, ById, ("Accept", "application/json"));
        using var queried = await AskAsync(server, ById + "?x=y");

        Assert.NotEqual(Header(preferred, "ETag"), Header(plain, "ETag"));
        Assert.Equal(Header(preferred, "ETag"), Header(queried, "ETag"));
    }

    [Fact]
    public async Task Two_servers_give_the_same_schema_the_same_tag()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();

        using var first = await AskAsync(one, ByGuid);
        using var second = await AskAsync(two, ByGuid);

        Assert.Equal(Header(first, "ETag"), Header(second, "ETag"));
    }

    [Theory]
    [InlineData("/schemas/ids/7")]
    [InlineData("/schemas/ids/7/schema")]
    [InlineData("/schemas/guids/095d71cf-1255-6b9d-5e33-0ad575b3df5e")]
    [InlineData("/schemas/ids/x")]
    public async Task Errors_are_not_kept(string path)
    {
        await using var server = await StartAsync();

        using var answer = await AskAsync(server, path, ("If-None-Match", "*"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(answer.Headers.Contains("ETag"));
        Assert.Null(answer.Headers.CacheControl);
    }

    [Fact]
    public async Task Pages_of_other_origins_see_the_tag_and_caches_keep_origins_apart()
    {
        await using var server = await StartAsync("https://ui.example");

        using var answer = await AskAsync(server, ById, ("Origin", "https://ui.example"));

        Assert.Equal("Origin, Accept", Header(answer, "Vary"));
        Assert.Contains("ETag", Header(answer, "Access-Control-Expose-Headers"));
    }

    private static async Task<TestServer> StartAsync(params string[] origins)
    {
        var server = await TestServer.StartAsync(options => options with { CorsOrigins = origins });
        await server.RegisterAsync("s", "\"string\"");
        await server.RegisterAsync(":.c:s", "\"string\"");
        return server;
    }

    private static async Task<HttpResponseMessage> AskAsync(
        TestServer server, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(", ", answer.Headers.NonValidated[name]);
}
