using System.Text.Json.Nodes;
using SchemaRegistry.Server;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

public sealed class ChangeApiTests
{
    private const string Guid = "095d71cf-1255-6b9d-5e33-0ad575b3df5d";

    private static CancellationToken Canceled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_change_has_its_members()
    {
        await using var server = await TestServer.StartAsync();
        await server.RegisterAsync(":.c:s", "\"string\"");
        await server.CallAsync("PUT", "/config/s", """{"compatibility":"FULL","normalize":true}""");
        await server.CallAsync("DELETE", "/config/s");
        await server.CallAsync("PUT", "/mode", """{"mode":"READWRITE"}""");
        await server.CallAsync("DELETE", "/mode");
        await server.CallAsync("DELETE", "/subjects/:.c:s");
        await server.CallAsync("DELETE", "/subjects/:.c:s?permanent=true");

        var answer = await server.CallAsync("GET", "/changes");

        Assert.Equal(7, (int)answer.Body!["last"]!);
        var changes = answer.Body["changes"]!.AsArray().Select(change => change!.AsObject()).ToList();
        Assert.All(changes, change => Assert.True((long)change["ts"]! > 1_700_000_000_000));
        foreach (var change in changes)
            change.Remove("ts");
        Assert.Equal(
            [
                $$"""{"sequence":1,"kind":"VERSION_ADDED","subject":":.c:s","version":1,"id":1,"guid":"{{Guid}}","schemaType":"AVRO"}""",
                """{"sequence":2,"kind":"CONFIG_SET","subject":"s","config":{"normalize":true,"compatibilityLevel":"FULL"}}""",
                """{"sequence":3,"kind":"CONFIG_REMOVED","subject":"s"}""",
                """{"sequence":4,"kind":"MODE_SET","subject":":.:","mode":"READWRITE"}""",
                """{"sequence":5,"kind":"MODE_REMOVED","subject":":.:"}""",
                """{"sequence":6,"kind":"VERSION_DELETED","subject":":.c:s","version":1}""",
                """{"sequence":7,"kind":"VERSION_REMOVED","subject":":.c:s","version":1}""",
            ],
            changes.Select(change => change.ToJsonString()));
    }

    [Fact]
    public async Task Of_keys_it_is_told_which_changed_and_never_what_they_hold()
    {
        const string Keks = "/dek-registry/v1/keks";
        await using var server = await TestServer.StartAsync();
        await server.CallAsync("POST", Keks, """
            {"name":"k","kmsType":"local-kms","kmsKeyId":"hidden","doc":"hidden","kmsProps":{"secret":"hidden"}}
            """);
        const string Dek = """{"algorithm":"AES256_SIV","version":3,"encryptedKeyMaterial":"hidden"}""";
        await server.CallAsync("POST", Keks + "/k/deks/:.c:s", Dek);
        await server.CallAsync("DELETE", Keks + "/k/deks/:.c:s?algorithm=AES256_SIV");
        await server.CallAsync("DELETE", Keks + "/k/deks/:.c:s?algorithm=AES256_SIV&permanent=true");
        await server.CallAsync("DELETE", Keks + "/k");
        await server.CallAsync("DELETE", Keks + "/k?permanent=true");

        var changes = (await server.CallAsync("GET", "/changes")).Body!["changes"]!.AsArray();

        foreach (var change in changes)
            change!.AsObject().Remove("ts");
        Assert.Equal(
            [
                """{"sequence":1,"kind":"KEK_SET","subject":"k","kekName":"k","deleted":false}""",
                """{"sequence":2,"kind":"DEK_SET","subject":":.c:s","version":3,"kekName":"k","algorithm":"AES256_SIV","deleted":false}""",
                """{"sequence":3,"kind":"DEK_SET","subject":":.c:s","version":3,"kekName":"k","algorithm":"AES256_SIV","deleted":true}""",
                """{"sequence":4,"kind":"DEK_REMOVED","subject":":.c:s","version":3,"kekName":"k","algorithm":"AES256_SIV"}""",
                """{"sequence":5,"kind":"KEK_SET","subject":"k","kekName":"k","deleted":true}""",
                """{"sequence":6,"kind":"KEK_REMOVED","subject":"k","kekName":"k"}""",
            ],
            changes.Select(change => change!.ToJsonString()));
    }

    [Theory]
    [InlineData("", "1,2,3")]
    [InlineData("?after=0&limit=2", "1,2")]
    [InlineData("?after=1", "2,3")]
    [InlineData("?after=2&limit=0", "3")]
    [InlineData("?after=3", "")]
    [InlineData("?after=9223372036854775807", "")]
    public async Task A_page_begins_after_the_number_that_is_known(string query, string expected)
    {
        await using var server = await TestServer.StartAsync();
        foreach (var subject in new[] { "a", "b", "c" })
            await server.RegisterAsync(subject, "\"int\"");

        var answer = await server.CallAsync("GET", "/changes" + query);

        Assert.Equal(200, answer.Status);
        Assert.Equal(expected, string.Join(',', Sequences(answer.Body!)));
    }

    [Theory]
    [InlineData("?after=-1", 422)]
    [InlineData("?after=x", 404)]
    [InlineData("?after=", 404)]
    [InlineData("?after=9223372036854775808", 404)]
    [InlineData("?limit=x", 404)]
    [InlineData("?waitMs=-1", 422)]
    [InlineData("?waitMs=soon", 404)]
    public async Task Numbers_that_are_none_are_refused(string query, int status)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync("GET", "/changes" + query);

        Assert.Equal((status, status), (answer.Status, answer.Code()));
    }

    [Theory]
    [InlineData("/changes?after=-1", null, 422)]
    [InlineData("/changes", "-1", 422)]
    [InlineData("/changes", "x", 422)]
    public async Task A_stream_that_can_not_begin_is_refused_in_json(string path, string? lastEventId, int status)
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/event-stream");
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);

        using var response = await server.Http.SendAsync(request, Canceled);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status, (int)JsonNode.Parse(await response.Content.ReadAsStringAsync(Canceled))!["error_code"]!);
    }

    [Fact]
    public async Task Numbers_go_on_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("changes-").FullName;
        try
        {
            long last;
            await using (var server = await TestServer.StartAsync(options => options with { DataFolder = folder }))
            {
                await server.RegisterAsync("a", "\"int\"");
                await server.RegisterAsync("b", "\"long\"");
                last = (long)(await server.CallAsync("GET", "/changes?limit=1")).Body!["changes"]![0]!["sequence"]!;
            }

            await using var again = await TestServer.StartAsync(options => options with { DataFolder = folder });
            await again.RegisterAsync("c", "\"float\"");
            var answer = await again.CallAsync("GET", $"/changes?after={last}");
            using var events = await EventReader.OpenAsync(again, "/changes", lastEventId: 1, Canceled);

            Assert.Equal([2, 3], Sequences(answer.Body!));
            Assert.Equal(["b", "c"], answer.Body!["changes"]!.AsArray().Select(change => (string)change!["subject"]!));
            Assert.Equal(2, (await events.ReadAsync(Canceled))!.Id);
            Assert.Equal(3, (await events.ReadAsync(Canceled))!.Id);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_long_poll_answers_when_something_happens()
    {
        await using var server = await TestServer.StartAsync();
        var poll = server.CallAsync("GET", "/changes?after=0&waitMs=60000");
        await UntilWaitingAsync(server, 1);

        await server.RegisterAsync("s", "\"int\"");

        Assert.Equal([1], Sequences((await poll).Body!));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_long_poll_without_a_change_answers_none()
    {
        await using var server = await TestServer.StartAsync();
        await server.RegisterAsync("s", "\"int\"");

        var answer = await server.CallAsync("GET", "/changes?after=1&waitMs=1");

        Assert.Equal("""{"last":1,"changes":[]}""", answer.Text());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stream_goes_on_where_the_one_before_broke_off()
    {
        await using var server = await TestServer.StartAsync();
        await server.RegisterAsync("a", "\"int\"");
        ReceivedEvent? seen;
        using (var first = await EventReader.OpenAsync(server, "/changes", null, Canceled))
        {
            Assert.Equal("text/event-stream", first.ContentType);
            seen = await first.ReadAsync(Canceled);
        }

        await server.RegisterAsync("b", "\"int\"");
        using var second = await EventReader.OpenAsync(server, "/changes?after=0", seen!.Id, Canceled);
        var next = await second.ReadAsync(Canceled);
        var coming = second.ReadAsync(Canceled);
        await server.RegisterAsync("c", "\"int\"");

        Assert.Equal((1, "VERSION_ADDED", "a"), (seen.Id, seen.Kind, (string?)seen.Change["subject"]));
        Assert.Equal((2, "b"), (next!.Id, (string?)next.Change["subject"]));
        Assert.Equal((3, "c"), ((await coming)!.Id, (string?)(await coming)!.Change["subject"]));
    }

    [Fact(Timeout = 60_000)]
    public async Task Several_readers_beside_several_writers_see_every_change_once_and_in_order()
    {
        const int Count = 400;
        await using var server = await TestServer.StartOnDiskAsync();
        var readers = new List<Task<List<long>>>();
        for (var index = 0; index < 3; index++)
        {
            readers.Add(Task.Run(() => FollowEventsAsync(server, Count), Canceled));
            readers.Add(Task.Run(() => FollowPollsAsync(server, Count, "&waitMs=60000"), Canceled));
        }

        readers.Add(Task.Run(() => FollowPollsAsync(server, Count, "&limit=7"), Canceled));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                for (var index = 0; index < Count / 4; index++)
                    await server.RegisterAsync($"s{writer}-{index}", "\"int\"");
            },
            Canceled)));

        var expected = Enumerable.Range(1, Count).Select(sequence => (long)sequence);
        Assert.All(await Task.WhenAll(readers), seen => Assert.Equal(expected, seen));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_ends_streams_between_events_and_answers_long_polls()
    {
        var server = await TestServer.StartAsync();
        await using var _ = server;
        await server.RegisterAsync("s", "\"int\"");
        using var events = await EventReader.OpenAsync(server, "/changes", null, Canceled);
        await events.ReadAsync(Canceled);
        var end = events.ReadAsync(Canceled);
        var poll = server.CallAsync("GET", "/changes?after=1&waitMs=60000");
        await UntilWaitingAsync(server, 2);

        await server.Running.StopAsync(Canceled);

        Assert.Null(await end);
        Assert.Equal("""{"last":1,"changes":[]}""", (await poll).Text());
    }

    [Fact(Timeout = 60_000)]
    public async Task More_readers_than_there_are_places_are_refused_until_one_goes()
    {
        await using var server = await TestServer.StartAsync();
        var readers = new List<EventReader>();
        try
        {
            for (var index = 0; index < ServerLimits.MaxChangeReaders; index++)
                readers.Add(await EventReader.OpenAsync(server, "/changes", null, Canceled));
            Assert.All(readers, reader => Assert.Equal(200, (int)reader.Status));

            using var refused = await EventReader.OpenAsync(server, "/changes", null, Canceled);
            var poll = await server.CallAsync("GET", "/changes?waitMs=60000");
            var plain = await server.CallAsync("GET", "/changes");

            Assert.Equal(503, (int)refused.Status);
            Assert.Equal((503, 503), (poll.Status, poll.Code()));
            Assert.Equal(200, plain.Status);
            readers[0].Dispose();
            await UntilWaitingAsync(server, ServerLimits.MaxChangeReaders - 1);
            using var late = await EventReader.OpenAsync(server, "/changes", null, Canceled);
            Assert.Equal(200, (int)late.Status);
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    [Fact]
    public async Task Events_are_only_sent_to_those_who_ask_for_them()
    {
        await using var server = await TestServer.StartAsync();

        foreach (var accept in new[] { "*/*", "text/*;q=0.9, application/json", "text/event-stream;q=0.1, application/json" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/changes");
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using var response = await server.Http.SendAsync(request, Canceled);
            Assert.Equal("""{"last":0,"changes":[]}""", await response.Content.ReadAsStringAsync(Canceled));
        }

        using var head = new HttpRequestMessage(HttpMethod.Head, "/changes");
        head.Headers.Add("Accept", "text/event-stream");
        using var headed = await server.Http.SendAsync(head, Canceled);
        Assert.Equal("text/event-stream", headed.Content.Headers.ContentType!.MediaType);
    }

    private static async Task<List<long>> FollowEventsAsync(TestServer server, int count)
    {
        var seen = new List<long>();
        while (seen.Count < count)
        {
            // A stream is broken off every so often, in the middle of what happens.
            using var events = await EventReader.OpenAsync(server, "/changes", seen.LastOrDefault(), Canceled);
            for (var index = 0; index < 50 && seen.Count < count; index++)
                seen.Add((await events.ReadAsync(Canceled))!.Id);
        }

        return seen;
    }

    private static async Task<List<long>> FollowPollsAsync(TestServer server, int count, string query)
    {
        var seen = new List<long>();
        while (seen.Count < count)
        {
            var answer = await server.CallAsync("GET", $"/changes?after={seen.LastOrDefault()}{query}");
            seen.AddRange(Sequences(answer.Body!));
        }

        return seen;
    }

    /// <summary>Returns when so many clients wait for changes.</summary>
    private static async Task UntilWaitingAsync(TestServer server, int count)
    {
        while (!(await server.Http.GetStringAsync("/metrics", Canceled))
            .Contains($"schema_registry_change_readers {count}\n", StringComparison.Ordinal))
            await Task.Yield();
    }

    private static IEnumerable<long> Sequences(JsonNode page) =>
        page["changes"]!.AsArray().Select(change => (long)change!["sequence"]!);
}
