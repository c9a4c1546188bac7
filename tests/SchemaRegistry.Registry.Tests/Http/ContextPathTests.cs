using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>
/// Path prefixes of contexts and aliases of subjects; the expectations restate the rules of Confluent's filters.
/// </summary>
public sealed class ContextPathTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        await _server.RegisterAsync("here", "\"int\"");
        await _server.RegisterAsync(":.c:there", "\"string\"");
        await _server.RegisterAsync(":.c:a/b", "\"long\"");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("/contexts/.c/subjects", """[":.c:a/b",":.c:there"]""")]
    [InlineData("/contexts/c/subjects", """[":.c:a/b",":.c:there"]""")]
    [InlineData("/contexts/:.c:/subjects", """[":.c:a/b",":.c:there"]""")]
    [InlineData("/contexts/:.:/subjects", """["here"]""")]
    [InlineData("/contexts/.c/subjects?subjectPrefix=th", """[":.c:there"]""")]
    [InlineData("/contexts/.c/subjects?subjectPrefix=:*:", """[":.c:a/b",":.c:there","here"]""")]
    [InlineData("/contexts/.c/subjects/there/versions", "[1]")]
    [InlineData("/contexts/.c/subjects/a%2Fb/versions", "[1]")]
    [InlineData("/contexts/.c/subjects/:.c:there/versions", "[1]")]
    [InlineData("/contexts/.c/schemas/ids/1/subjects", """[":.c:there"]""")]
    [InlineData("/contexts/.c/schemas/ids/1/versions?subject=there", """[{"subject":":.c:there","version":1}]""")]
    [InlineData("/contexts/.c/contexts", """[".",".c"]""")]
    [InlineData("/contexts/.c/schemas/types", """["AVRO","JSON","PROTOBUF"]""")]
    [InlineData("/contexts/.c/config", """{"compatibilityLevel":"BACKWARD"}""")]
    public async Task The_rest_of_the_path_is_seen_from_the_context(string path, string expected)
    {
        await _server.CallAsync("PUT", "/contexts/.c/config", """{"compatibility":"BACKWARD"}""");

        var answer = await _server.CallAsync("GET", path);

        Assert.Equal(expected, answer.Text());
    }

    [Theory]
    [InlineData("GET", "/contexts/.c", 405)]
    [InlineData("DELETE", "/contexts/.", 405)]
    [InlineData("DELETE", "/contexts/.never", 204)]
    public async Task A_context_alone_can_only_be_deleted(string method, string path, int expected)
    {
        var answer = await _server.CallAsync(method, path);

        Assert.Equal(expected, answer.Status);
    }

    [Fact]
    public async Task The_name_of_a_context_has_no_colon()
    {
        var answer = await _server.CallAsync("GET", "/contexts/foo:bar/subjects");

        Assert.Equal((400, 400), (answer.Status, answer.Code()));
        Assert.Equal("Context name 'foo:bar' cannot contain a colon", answer.Message());
    }

    [Fact]
    public async Task A_context_goes_when_it_is_empty_and_its_ids_do_not_come_back()
    {
        var full = await _server.CallAsync("DELETE", "/contexts/.c");
        foreach (var subject in new[] { "there", "a%2Fb" })
        {
            await _server.CallAsync("DELETE", $"/contexts/.c/subjects/{subject}");
            await _server.CallAsync("DELETE", $"/contexts/.c/subjects/{subject}?permanent=true");
        }

        var listed = await _server.CallAsync("GET", "/contexts");
        var gone = await _server.CallAsync("DELETE", "/contexts/.c");
        var after = await _server.CallAsync("GET", "/contexts");
        var again = await _server.RegisterAsync(":.c:there", "\"string\"");

        Assert.Equal((422, 42211), (full.Status, full.Code()));
        Assert.Equal("The specified context ':.c:' is not empty.", full.Message());
        Assert.Equal("""[".",".c"]""", listed.Text());
        Assert.Equal(204, gone.Status);
        Assert.Equal("""["."]""", after.Text());
        Assert.Equal(3, (int)again.Body!["id"]!);
    }

    [Fact]
    public async Task An_alias_stands_for_its_subject_one_step_far_and_not_for_settings()
    {
        await _server.CallAsync("PUT", "/config/one", """{"alias":"two"}""");
        await _server.CallAsync("PUT", "/config/two", """{"alias":"here"}""");
        await _server.CallAsync("PUT", "/config/:.c:one", """{"alias":"there"}""");

        Assert.Equal(404, (await _server.CallAsync("GET", "/subjects/one/versions")).Status);
        Assert.Equal("[1]", (await _server.CallAsync("GET", "/subjects/two/versions")).Text());
        Assert.Equal("[1]", (await _server.CallAsync("GET", "/contexts/.c/subjects/one/versions")).Text());
        Assert.Equal("two", (string)(await _server.CallAsync("GET", "/config/one")).Body!["alias"]!);
        Assert.Equal(40401, (await _server.CallAsync("GET", "/subjects/one/versions")).Code());
        Assert.Equal("here", (string)(await _server.CallAsync("GET", "/schemas/ids/1?subject=two")).Body!["subject"]!);
    }

    [Fact]
    public async Task Schemas_are_listed_with_the_aliases_that_stand_for_their_subjects()
    {
        await _server.CallAsync("PUT", "/config/other", """{"alias":"here"}""");

        var without = await _server.CallAsync("GET", "/schemas?subjectPrefix=other");
        var with = await _server.CallAsync("GET", "/schemas?subjectPrefix=other&aliases=true");

        Assert.Equal("[]", without.Text());
        var listed = Assert.Single(with.Body!.AsArray())!;
        Assert.Equal(("here", "[\"other\"]"), ((string)listed["subject"]!, listed["aliases"]!.ToJsonString()));
    }
}
