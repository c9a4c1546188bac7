using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>What is kept between requests (lists, parsed texts) never shows in the answers.</summary>
public sealed class KeptAnswerTests
{
    private const string Lenient = """{"type":"record","name":"R","fields":[{"name":"a","type":"int","default":"x"}]}""";

    [Fact]
    public async Task A_list_of_subjects_follows_every_change()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal("[]", await ListAsync(server));
        await server.RegisterAsync("b", "\"int\"");
        Assert.Equal("""["b"]""", await ListAsync(server));
        await server.RegisterAsync("a", "\"int\"");
        await server.RegisterAsync(":.c:z", "\"int\"");
        Assert.Equal("""[":.c:z","a","b"]""", await ListAsync(server));
        await server.CallAsync("DELETE", "/subjects/b");
        Assert.Equal("""[":.c:z","a"]""", await ListAsync(server));
        Assert.Equal("""["b"]""", await ListAsync(server, "?deletedOnly=true"));
        await server.RegisterAsync("b", "\"int\"");
        Assert.Equal("""[":.c:z","a","b"]""", await ListAsync(server));
        Assert.Equal("[]", await ListAsync(server, "?deletedOnly=true"));
        await server.CallAsync("DELETE", "/subjects/a");
        await server.CallAsync("DELETE", "/subjects/a?permanent=true");
        Assert.Equal("""[":.c:z","b"]""", await ListAsync(server, "?deleted=true"));
        Assert.Equal("""[":.c:z","b"]""", await ListAsync(server));
        Assert.Equal("""["b"]""", await ListAsync(server, "?offset=1"));
        Assert.Equal("""["b"]""", await ListAsync(server, "?subjectPrefix=b"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_list_has_whatever_was_answered_before_it_was_asked_for()
    {
        await using var server = await TestServer.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var index = 0; index < 50; index++)
            {
                await server.RegisterAsync($"s{writer}-{index}", "\"int\"");
                Assert.Contains($"\"s{writer}-{index}\"", await ListAsync(server));
            }
        })));
    }

    [Fact]
    public async Task A_text_that_a_lookup_took_is_still_refused_by_a_registration()
    {
        await using var server = await TestServer.StartAsync();
        await server.RegisterAsync("s", "\"int\"");

        var lookup = await server.CallAsync("POST", "/subjects/s", Api.Schema(Lenient));
        var registration = await server.RegisterAsync("s2", Lenient);
        var again = await server.CallAsync("POST", "/subjects/s", Api.Schema(Lenient));

        Assert.Equal((40403, 42201, 40403), (lookup.Code(), registration.Code(), again.Code()));
    }

    [Fact]
    public async Task One_text_in_two_languages_is_two_schemas()
    {
        await using var server = await TestServer.StartAsync();
        const string Text = """{"type":"array","items":"string"}""";

        var avro = await server.RegisterAsync("a", Text);
        var json = await server.RegisterAsync("j", "JSON", Text);

        Assert.Equal(200, avro.Status);
        Assert.Equal(42201, json.Code());
    }

    [Fact]
    public async Task A_text_without_references_is_not_taken_for_the_same_text_with_them()
    {
        await using var server = await TestServer.StartAsync();
        const string Text = """{"type":"array","items":"Address"}""";
        await server.RegisterAsync("address", """{"type":"record","name":"Address","fields":[]}""");

        var first = await server.RegisterAsync("a", Text);
        var second = await server.RegisterAsync("a", "AVRO", Text, Api.Reference("Address", "address", 1));
        var third = await server.RegisterAsync("b", Text);

        Assert.Equal((42201, 200, 42201), (first.Code(), second.Status, third.Code()));
    }

    private static async Task<string> ListAsync(TestServer server, string query = "") =>
        (await server.CallAsync("GET", "/subjects" + query)).Text();
}
