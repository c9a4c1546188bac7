using System.Net;
using System.Text;
using SchemaRegistry.Client;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Clients.Tests.Client;

public sealed class SchemaRegistryClientTests : IAsyncLifetime
{
    private static readonly SchemaDefinition Text = new(SchemaType.Avro, "\"string\"");
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task What_was_registered_is_found_in_every_way()
    {
        using var client = SchemaRegistryClient.Create(_server.Url.ToString());

        var registered = await client.RegisterAsync("s", Text);

        Assert.Equal((1, 1), (registered.Id, registered.Version));
        Assert.Equal(Guid.Parse("095d71cf-1255-6b9d-5e33-0ad575b3df5d"), registered.Guid);
        Assert.Equal(Text, (await client.GetByIdAsync(1)).Definition);
        Assert.Equal(Text, (await client.GetByGuidAsync(registered.Guid!.Value)).Definition);
        Assert.Equal(1, (await client.LookUpAsync("s", Text)).Version);
        Assert.Equal(1, (await client.GetLatestAsync("s")).Version);
        Assert.Equal(["s"], await client.ListSubjectsAsync());
        Assert.Equal([1], await client.ListVersionsAsync("s"));
    }

    [Fact]
    public async Task A_check_gives_the_registrys_reasons()
    {
        using var client = SchemaRegistryClient.Create(_server.Url.ToString());
        await client.RegisterAsync("s", Text);

        var answer = await client.CheckAsync("s", new SchemaDefinition(SchemaType.Avro, "\"int\""));

        Assert.False(answer.IsCompatible);
        Assert.Contains("TYPE_MISMATCH", answer.Messages[0]);
    }

    [Fact]
    public async Task Reasons_with_places_and_witnesses_are_read_as_the_contract_writes_them()
    {
        using var client = Create(
            new ScriptedHandler(_ => Answer("""
                {"is_compatible":false,"messages":["m","n","o"],"incompatibilities":[
                  {"rule":"A","message":"m","direction":"BACKWARD","version":3,"path":"/fields/1",
                   "new":{"path":"/fields/1","line":5,"column":7,"value":"v"},"old":{"path":"/fields","reference":"r"},
                   "suggestion":"do","witness":{"outcome":"REJECTED","json":"{}","payload":"AQI=","reader":"no"}},
                  {"rule":"B","message":"n","direction":"FORWARD","witness":{"outcome":"NONE_FOUND"}},
                  {"rule":"C","message":"o"}]}
                """)),
            "http://one");

        var found = (await client.CheckAsync("s", Text)).Incompatibilities;

        Assert.Equal(
            new SchemaIncompatibility("A", "m")
            {
                Direction = "BACKWARD",
                Version = 3,
                Path = "/fields/1",
                New = new SchemaPlace("/fields/1") { Line = 5, Column = 7, Value = "v" },
                Old = new SchemaPlace("/fields") { Reference = "r" },
                Suggestion = "do",
            },
            found[0] with { Witness = null });
        Assert.Equal(("REJECTED", "{}", "no"), (found[0].Witness!.Outcome, found[0].Witness!.Json, found[0].Witness!.Reader));
        Assert.Equal([1, 2], found[0].Witness!.Payload!);
        Assert.Equal(("FORWARD", "NONE_FOUND"), (found[1].Direction, found[1].Witness!.Outcome));
        Assert.Equal(new SchemaIncompatibility("C", "o"), found[2]);
    }

    [Fact]
    public async Task References_are_followed_to_their_ends()
    {
        using var client = SchemaRegistryClient.Create(_server.Url.ToString());
        await client.RegisterAsync("street", new SchemaDefinition(SchemaType.Avro, """{"type":"record","name":"Street","fields":[]}"""));
        await client.RegisterAsync("address", new SchemaDefinition(
            SchemaType.Avro, """{"type":"record","name":"Address","fields":[{"name":"s","type":"Street"}]}""")
        {
            References = [new SchemaReference("Street", "street", 1)],
        });
        var order = new SchemaDefinition(SchemaType.Avro, """{"type":"record","name":"Order","fields":[{"name":"to","type":"Address"}]}""")
        {
            References = [new SchemaReference("Address", "address", 1)],
        };

        var references = await client.GetReferencesAsync((await client.RegisterAsync("order", order)).Definition);

        Assert.Equal(["Street", "Address"], references.Resolved.Select(reference => reference.Name));
    }

    [Fact]
    public async Task A_refusal_carries_the_registrys_number_and_is_not_repeated()
    {
        using var client = SchemaRegistryClient.Create(_server.Url.ToString());

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(async () => await client.GetByIdAsync(7));

        Assert.Equal((404, 40403, false), (error.Status, error.ErrorCode, error.IsTransient));
    }

    [Fact]
    public async Task Callers_that_miss_together_ask_once_and_a_hit_asks_nothing()
    {
        var handler = new ScriptedHandler(_ => Answer("""{"schema":"\"string\""}"""));
        using var client = Create(handler, "http://one");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetByIdAsync(1).AsTask()));

        Assert.Equal(1, handler.Count);
        Assert.True(client.GetByIdAsync(1).IsCompletedSuccessfully);
        Assert.True(client.TryGetById(1, null, out var known));
        Assert.Equal(SchemaType.Avro, known.Definition.Type);
    }

    [Fact]
    public async Task One_caller_that_gives_up_does_not_stop_the_others()
    {
        var release = new TaskCompletionSource<HttpResponseMessage>();
        using var client = Create(new ScriptedHandler(_ => release.Task), "http://one");
        using var givesUp = new CancellationTokenSource();
        var impatient = client.GetByIdAsync(1, null, givesUp.Token).AsTask();
        var patient = client.GetByIdAsync(1).AsTask();

        await givesUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        release.SetResult(await Answer("""{"schema":"\"string\""}"""));

        Assert.Equal("\"string\"", (await patient).Definition.Text);
    }

    [Fact]
    public async Task The_next_address_is_asked_when_one_fails_and_stays_the_first()
    {
        var handler = new ScriptedHandler(request => request.RequestUri!.Host == "one"
            ? Answer("down", HttpStatusCode.ServiceUnavailable)
            : Answer("[\"s\"]"));
        using var client = Create(handler, "http://one", "http://two");

        Assert.Equal(["s"], await client.ListSubjectsAsync());
        Assert.Equal(["s"], await client.ListSubjectsAsync());

        Assert.Equal(["one", "two", "two"], handler.Hosts);
    }

    [Fact]
    public async Task A_failure_that_lasts_is_told_with_its_status_after_all_rounds()
    {
        var handler = new ScriptedHandler(_ => Answer("<html>busy</html>", HttpStatusCode.BadGateway));
        using var client = Create(handler, "http://one", "http://two");

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.ListSubjectsAsync());

        Assert.Equal((502, true, 6), (error.Status, error.IsTransient, handler.Count));
        Assert.Contains("busy", error.Message);
    }

    [Fact]
    public async Task A_user_in_the_address_is_sent_and_never_told()
    {
        string? sent = null;
        var handler = new ScriptedHandler(request =>
        {
            sent = request.Headers.Authorization!.ToString();
            return Answer("{}", HttpStatusCode.Unauthorized);
        });
        using var client = Create(handler, "http://me:secret@one");

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.ListSubjectsAsync());

        Assert.Equal("Basic " + Convert.ToBase64String("me:secret"u8), sent);
        Assert.DoesNotContain("secret", error.Message);
    }

    private static SchemaRegistryClient Create(HttpMessageHandler handler, params string[] urls) =>
        new(new SchemaRegistryClientOptions
        {
            Urls = [.. urls.Select(url => new Uri(url))],
            Handler = handler,
            RetryDelay = TimeSpan.FromMilliseconds(1),
        });

    private static Task<HttpResponseMessage> Answer(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        Task.FromResult(new HttpResponseMessage(status)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        });

    private sealed class ScriptedHandler(Func<HttpRequestMessage,
        Task<HttpResponseMessage>> script) : HttpMessageHandler
    {
        public List<string> Hosts { get; } = [];

        public int Count => Hosts.Count;

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (Hosts)
                Hosts.Add(request.RequestUri!.Host);
            return script(request);
        }
    }
}
