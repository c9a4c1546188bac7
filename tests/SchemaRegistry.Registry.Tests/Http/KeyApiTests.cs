using System.Text.Json.Nodes;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Tests.Keys;
using SchemaRegistry.Server.Routing;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>The DEK registry as its clients see it.</summary>
public sealed class KeyApiTests : IAsyncLifetime
{
    private const string Keks = "/dek-registry/v1/keks";
    private const string Deks = Keks + "/k/deks";

    private readonly ControlledKms _kms = new();
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(
        options => options with { KeyManagement = [_kms, new LocalKeyManagement("mysecret")], MaxKeys = 3 });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_KEK_is_created_read_changed_and_listed()
    {
        var made = await CallAsync("POST", Keks, """
            {"name":"k","kmsType":"AWS","kmsKeyId":"arn:aws:kms:1","kmsProps":{"b":"2","a":"1"},"doc":"d","nonsense":1}
            """);
        var ts = (long)made.Body!["ts"]!;

        Assert.Equal(
            $$"""{"name":"k","kmsType":"aws-kms","kmsKeyId":"arn:aws:kms:1","kmsProps":{"a":"1","b":"2"},"doc":"d","shared":false,"ts":{{ts}}}""",
            made.Text());
        Assert.True(ts > 1_700_000_000_000);
        Assert.Equal(made.Text(), (await CallAsync("GET", Keks + "/k")).Text());
        var changed = await CallAsync("PUT", Keks + "/k", """{"doc":null,"shared":true}""");
        Assert.Equal(
            ("""{"a":"1","b":"2"}""", true, false),
            (changed.Body!["kmsProps"]!.ToJsonString(), (bool)changed.Body!["shared"]!, changed.Body!.AsObject().ContainsKey("doc")));
        await CallAsync("PUT", Keks + "/k", """{"kmsProps":null}""");
        Assert.Equal("{}", (await CallAsync("GET", Keks + "/k")).Body!["kmsProps"]!.ToJsonString());
        await CreateKekAsync("j");
        await CreateKekAsync("l");
        Assert.Equal("""["j","k","l"]""", (await CallAsync("GET", Keks)).Text());
        Assert.Equal("""["k"]""", (await CallAsync("GET", Keks + "?offset=1&limit=1")).Text());
        Assert.Equal("[]", (await CallAsync("GET", Keks + "?offset=9")).Text());
        Assert.Equal(422, (await CallAsync("GET", Keks + "?offset=-1")).Status);
    }

    /// <summary>Line 91 of the assertions that the specification gives, and the texts of its table of codes.</summary>
    [Fact]
    public async Task Refusals_have_the_numbers_and_the_words_of_the_API()
    {
        await CreateKekAsync("k");

        await AssertError(40971, "Key 'k' already exists; use a different value", "POST", Keks, KekBody("k"));
        await AssertError(
            40471, "Key 'k' was not deleted first before being permanently deleted", "DELETE", Keks + "/k?permanent=true");
        await AssertError(40470, "Key 'x' not found", "GET", Keks + "/x");
        await AssertError(40470, "Key 'x' not found", "DELETE", Keks + "/x/deks/s");
        await AssertError(40470, "Key 's' not found", "GET", Deks + "/s");
        await AssertError(
            42271, "Invalid or missing value for field 'encryptedKeyMaterial' of key", "POST", Deks, """{"subject":"s"}""");
        await AssertError(42271, "Invalid or missing value for field 'subject' of key", "POST", Deks, "{}");
        await AssertError(42271, "Invalid or missing value for field 'name' of key", "GET", Keks + "/1k");
        await AssertError(42271, "Invalid or missing value for field 'name' of key", "POST", Keks, "{}");
        await AssertError(42271, "Invalid or missing value for field 'shared' of key", "POST", Keks + "/k/test");
        Assert.Equal(200, (await CallAsync("POST", Deks + "/s", """{"encryptedKeyMaterial":"bQ=="}""")).Status);
        await AssertError(42272, "One or more references exist to the key 'k'", "DELETE", Keks + "/k");
        Assert.Equal(204, (await CallAsync("DELETE", Deks + "/s")).Status);
        Assert.Equal(204, (await CallAsync("DELETE", Keks + "/k")).Status);
        await AssertError(40472, "Key 'k' must be undeleted first", "POST", Deks + "/s/undelete");
        Assert.Equal(204, (await CallAsync("POST", Keks + "/k/undelete")).Status);
        Assert.Equal(204, (await CallAsync("POST", Deks + "/s/undelete")).Status);
        await CreateKekAsync("k2");
        await CreateKekAsync("k3");
        await AssertError(40972, "A maximum of 3 keys already exist", "POST", Keks, KekBody("k4"));
    }

    [Fact]
    public async Task A_failure_of_the_KMS_is_50070_its_denial_40370_and_no_key_is_left()
    {
        await CreateKekAsync("k", isShared: true);
        _kms.Failure = new KeyManagementException("out of order");
        await AssertError(50070, "Could not generate encrypted dek for s: out of order", "POST", Deks + "/s", "{}");
        await AssertError(
            50070, "Could not generate encrypted dek for __TEST: out of order", "POST", Keks + "?testSharing=true",
            KekBody("k2", isShared: true));
        _kms.Failure = new KeyManagementException("not allowed", KmsFailure.Denied);
        await AssertError(40370, "Could not generate encrypted dek for s: not allowed", "POST", Deks + "/s", "{}");
        await AssertError(40370, "Could not generate encrypted dek for __TEST: not allowed", "POST", Keks + "/k/test");

        Assert.Equal("[]", (await CallAsync("GET", Deks + "?deleted=true")).Text());
        Assert.Equal("""["k"]""", (await CallAsync("GET", Keks + "?deleted=true")).Text());
        _kms.Failure = null;
        Assert.Equal("k", (string)(await CallAsync("POST", Keks + "/k/test")).Body!["name"]!);
        await CallAsync("POST", Deks + "/s", "{}");
        _kms.Failure = new KeyManagementException("out of order");
        await AssertError(50070, "Could not generate raw dek for s: out of order", "GET", Deks + "/s");
        Assert.Equal(204, (await CallAsync("DELETE", Deks + "/s")).Status);
    }

    [Fact]
    public async Task DEKs_are_kept_by_subject_algorithm_and_version()
    {
        await CreateKekAsync("k");
        var made = await CallAsync(
            "POST", Deks, """{"subject":"s","algorithm":"AES128_GCM","version":2,"encryptedKeyMaterial":"bQ=="}""");

        Assert.Equal(
            $$"""{"kekName":"k","subject":"s","version":2,"algorithm":"AES128_GCM","encryptedKeyMaterial":"bQ==","ts":{{made.Body!["ts"]}}}""",
            made.Text());
        await AssertError(40470, "Key 's' not found", "GET", Deks + "/s?algorithm=AES128_GCM");
        await AssertError(40470, "Key 's' not found", "GET", Deks + "/s/versions/2");
        foreach (var version in new[] { "2", "latest", "-1" })
            Assert.Equal(made.Text(), (await CallAsync("GET", $"{Deks}/s/versions/{version}?algorithm=AES128_GCM")).Text());
        Assert.Equal("[2]", (await CallAsync("GET", Deks + "/s/versions?algorithm=AES128_GCM")).Text());
        Assert.Equal("[]", (await CallAsync("GET", Deks + "/s/versions")).Text());
        Assert.Equal(42202, (await CallAsync("GET", Deks + "/s/versions/0")).Code());
        await AssertError(404, "HTTP 404 Not Found", "GET", Deks + "/s?algorithm=DES");
        Assert.Equal(400, (await CallAsync("POST", Deks + "/s", """{"algorithm":"DES"}""")).Code());
        Assert.Equal(204, (await CallAsync("DELETE", Deks + "/s/versions/2?algorithm=AES128_GCM")).Status);
        Assert.Equal("[]", (await CallAsync("GET", Deks)).Text());
        var deleted = await CallAsync("GET", Deks + "/s/versions/2?algorithm=AES128_GCM&deleted=true");
        Assert.True((bool)deleted.Body!["deleted"]!);
        Assert.Equal(204, (await CallAsync("POST", Deks + "/s/versions/2/undelete?algorithm=AES128_GCM")).Status);
        Assert.Equal("""["s"]""", (await CallAsync("GET", Deks)).Text());
    }

    [Fact]
    public async Task The_subject_of_the_path_has_its_context_and_wins()
    {
        await CreateKekAsync("k");

        var made = await CallAsync(
            "POST", Deks + "/:.ctx:a%2Fb", """{"subject":"other","encryptedKeyMaterial":"bQ=="}""");

        Assert.Equal(":.ctx:a/b", (string)made.Body!["subject"]!);
        Assert.Equal("""[":.ctx:a/b"]""", (await CallAsync("GET", Deks)).Text());
        Assert.Equal("""["k"]""", (await CallAsync("GET", Keks + "?subjectPrefix=x&subjectPrefix=:.ctx:")).Text());
        Assert.Equal("[]", (await CallAsync("GET", Keks + "?subjectPrefix=a")).Text());
    }

    [Fact]
    public async Task A_prefix_of_the_path_gives_the_context_and_a_config_the_alias()
    {
        await CreateKekAsync("k");
        await CallAsync("PUT", "/config/a", """{"aliasForDeks":"b","alias":"c"}""");

        var inContext = await CallAsync("POST", "/contexts/.ctx" + Deks + "/s", """{"encryptedKeyMaterial":"bQ=="}""");
        var byAlias = await CallAsync("POST", Deks + "/a", """{"subject":"a","encryptedKeyMaterial":"bQ=="}""");

        Assert.Equal(":.ctx:s", (string)inContext.Body!["subject"]!);
        Assert.Equal("b", (string)byAlias.Body!["subject"]!);
        Assert.Equal(byAlias.Text(), (await CallAsync("GET", Deks + "/b")).Text());
        Assert.Equal("""["k"]""", (await CallAsync("GET", "/contexts/.ctx" + Keks)).Text());
        Assert.Equal("[]", (await CallAsync("GET", "/contexts/.other" + Keks)).Text());
    }

    [Fact]
    public async Task Lists_have_the_pages_that_the_operator_allows()
    {
        await using var server = await TestServer.StartAsync(options => options with
        {
            KeyManagement = [_kms],
            Pages = new ApiPages { Keks = new(1, 2), DekSubjects = new(1, 2), DekVersions = new(1, 2) },
        });
        foreach (var name in new[] { "k", "l", "m" })
        {
            await server.CallAsync("POST", Keks, KekBody(name));
            await server.CallAsync("POST", $"{Deks}/{name}", """{"encryptedKeyMaterial":"bQ=="}""");
        }

        await server.CallAsync("POST", Deks + "/k", """{"version":2,"encryptedKeyMaterial":"bQ=="}""");

        foreach (var list in new[] { Keks, Deks, Deks + "/k/versions" })
        {
            Assert.Single((await server.CallAsync("GET", list)).Body!.AsArray());
            Assert.Equal(2, (await server.CallAsync("GET", list + "?limit=2")).Body!.AsArray().Count);
            Assert.Single((await server.CallAsync("GET", list + "?limit=3")).Body!.AsArray());
        }
    }

    [Fact]
    public async Task A_key_of_the_local_KMS_is_one_that_clients_with_the_secret_open()
    {
        await CallAsync("POST", Keks, """{"name":"k","kmsType":"local-kms","kmsKeyId":"mykey","shared":true}""");

        // The key of Confluent's test suites; what it is in clear was computed by another implementation.
        var given = await CallAsync("POST", Deks + "/given", """
            {"encryptedKeyMaterial":"07V2ndh02DA73p+dTybwZFm7DKQSZN1tEwQh+FoX1DZLk4Yj2LLu4omYjp/84tAg3BYlkfGSz+zZacJHIE4="}
            """);
        var rewrapped = await CallAsync("POST", Deks + "/given?rewrap=true", "{}");
        var siv = await CallAsync("POST", Deks + "/made", """{"algorithm":"AES256_SIV"}""");

        Assert.Equal("GiBB5SNMJKak+FsdgjfpmhLfhyLwwhg3VWrNDset3lhpzw==", (string)given.Body!["keyMaterial"]!);
        Assert.Equal((string)given.Body!["keyMaterial"]!, (string)rewrapped.Body!["keyMaterial"]!);
        Assert.NotEqual((string)given.Body!["encryptedKeyMaterial"]!, (string)rewrapped.Body!["encryptedKeyMaterial"]!);
        Assert.Equal(2 + 64, Convert.FromBase64String((string)siv.Body!["keyMaterial"]!).Length);
    }

    [Fact]
    public async Task Credentials_of_a_KEK_are_kept_and_used_and_never_shown()
    {
        var made = await CallAsync("POST", Keks, """
            {"name":"k","kmsType":"local-kms","kmsKeyId":"i","shared":true,
             "kmsProps":{"secret":"hush","old.secrets":"hush2","token.id":"hush3","region":"eu"}}
            """);
        var wrapped = Convert.ToBase64String(await new LocalKeyManagement("hush").WrapAsync(
            new KmsKey("i", KeyEncryptionKey.NoProps), new byte[] { 7 }, CancellationToken.None));

        var read = (await CallAsync("GET", Keks + "/k")).Body!["kmsProps"]!;
        var written = await CallAsync("PUT", Keks + "/k", new JsonObject { ["kmsProps"] = read.DeepClone(), ["doc"] = "n" }.ToJsonString());
        var opened = await CallAsync("POST", Deks + "/s", $$"""{"encryptedKeyMaterial":"{{wrapped}}"}""");

        Assert.Equal("""{"region":"eu"}""", read.ToJsonString());
        Assert.DoesNotContain("hush", made.Text() + written.Text());
        Assert.Equal("Bw==", (string)opened.Body!["keyMaterial"]!);
    }

    [Theory]
    [InlineData("""{"name":{}}""")]
    [InlineData("""{"name":"k","kmsType":"t","kmsKeyId":"i","kmsProps":[]}""")]
    [InlineData("""{"name":"k","kmsType":"t","kmsKeyId":"i","kmsProps":{"a":{}}}""")]
    [InlineData("""{"name":"k","kmsType":"t","kmsKeyId":"i","shared":"maybe"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_body_that_makes_no_sense_is_a_400(string body) =>
        Assert.Equal(400, (await CallAsync("POST", Keks, body)).Code());

    [Fact]
    public async Task Other_methods_are_refused_with_those_that_there_are()
    {
        Assert.Equal(405, (await CallAsync("PATCH", Keks + "/k")).Status);
        Assert.Equal(405, (await CallAsync("GET", Keks + "/k/undelete")).Status);
        Assert.Equal(404, (await CallAsync("GET", Keks + "/k/deks/s/versions/1/x")).Status);
    }

    [Fact]
    public async Task Nothing_of_a_deleted_key_is_seen_without_asking_for_it()
    {
        await CreateKekAsync("k");
        await CallAsync("DELETE", Keks + "/k");

        Assert.Equal("[]", (await CallAsync("GET", Keks)).Text());
        await AssertError(40470, "Key 'k' not found", "GET", Deks);
        await AssertError(40470, "Key 'k' not found", "PUT", Keks + "/k", "{}");
        Assert.Equal("[]", (await CallAsync("GET", Deks + "?deleted=true")).Text());
        Assert.True((bool)(await CallAsync("GET", Keks + "/k?deleted=true")).Body!["deleted"]!);
        Assert.Equal(204, (await CallAsync("DELETE", Keks + "/k?permanent=true")).Status);
        await AssertError(40470, "Key 'k' not found", "GET", Keks + "/k?deleted=true");
    }

    private static string KekBody(string name, bool isShared = false) => new JsonObject
    {
        ["name"] = name,
        ["kmsType"] = "test-kms",
        ["kmsKeyId"] = "id",
        ["shared"] = isShared,
    }.ToJsonString();

    private async Task CreateKekAsync(string name, bool isShared = false) =>
        Assert.Equal(200, (await CallAsync("POST", Keks, KekBody(name, isShared))).Status);

    private Task<(int Status, JsonNode? Body)> CallAsync(string method, string path, string? body = null) =>
        _server.CallAsync(method, path, body);

    private async Task AssertError(int code, string message, string method, string path, string? body = null)
    {
        var answer = await CallAsync(method, path, body);
        var status = code >= 1000 ? code / 100 : code;
        Assert.Equal((status, code, message), (answer.Status, answer.Code(), answer.Message()));
    }
}
