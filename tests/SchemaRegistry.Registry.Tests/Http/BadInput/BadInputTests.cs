using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaRegistry.TestKit;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http.BadInput;

/// <summary>
/// Generated requests, with seeds that are fixed: whatever is sent, an answer comes, it is no failure of the server, a
/// refusal is an error of the API, and what is refused changes nothing.
/// </summary>
public sealed class BadInputTests
{
    private const int RequestsPerRound = 150;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12 * FuzzFactor.Value)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_is_sent_is_answered_well_and_a_refusal_changes_nothing(int seed)
    {
        await using var server = await TestServer.StartAsync(options => options with { MaxBodyBytes = 100_000 });
        await SeedAsync(server);
        var generator = new RequestGenerator(new Random(seed));
        var before = await StateDump.ReadAsync(server);

        for (var index = 0; index < RequestsPerRound; index++)
        {
            var request = generator.Next();
            var answer = await AskAsync(server, request);

            var after = await StateDump.ReadAsync(server);
            Assert.True(Problem(request, answer) is null, $"{Problem(request, answer)}\n{request}\n{answer}");
            Assert.True(
                answer.Status < 400 || after == before, $"the state changed\n{request}\n{answer}\n{before}\n{after}");
            before = after;
        }
    }

    [Theory]
    [InlineData("GET /subjects HTTP/9.9\r\n\r\n")]
    [InlineData("GET  /subjects HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("GET subjects HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /subjects/\u0001 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /subjects/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /subjects/\u00ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /subjects HTTP/1.1\r\nHost: x\r\nConnection: close\r\nno colon\r\n\r\n")]
    [InlineData("GET /subjects HTTP/1.1\r\n\r\n")]
    [InlineData("POST /subjects/s/versions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST /subjects/s/versions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("POST /subjects/s/versions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: nonsense\r\n\r\n")]
    [InlineData("POST /subjects/s/versions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n")]
    public async Task What_is_no_HTTP_is_refused_and_the_server_lives(string text)
    {
        await using var server = await TestServer.StartAsync();
        var before = await StateDump.ReadAsync(server);

        var answer = await RawAnswer.AskAsync(server.Url, Encoding.Latin1.GetBytes(text));

        Assert.InRange(answer.Status, 400, 505);
        Assert.NotEqual(500, answer.Status);
        Assert.Equal(before, await StateDump.ReadAsync(server));
    }

    private static async Task SeedAsync(TestServer server)
    {
        await server.RegisterAsync("s", """{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}""");
        await server.RegisterAsync("t", "\"string\"");
        await server.RegisterAsync("a/b", "JSON", """{"type":"object"}""");
        await server.RegisterAsync(":.ctx:s", "PROTOBUF", "syntax = \"proto3\"; message A { string a = 1; }");
        await server.CallAsync("PUT", "/config/s", """{"compatibility":"FULL"}""");
        await server.CallAsync(
            "POST", "/dek-registry/v1/keks", """{"name":"s","kmsType":"test-kms","kmsKeyId":"k","shared":false}""");
        await server.CallAsync("POST", "/dek-registry/v1/keks/s/deks/s", """{"encryptedKeyMaterial":"AAEC"}""");
    }

    private static async Task<RawAnswer> AskAsync(TestServer server, RawRequest request)
    {
        try
        {
            return await RawAnswer.AskAsync(server.Url, request.ToBytes());
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or FormatException)
        {
            throw new InvalidOperationException($"{e.Message}\n{request}", e);
        }
    }

    private static string? Problem(RawRequest request, RawAnswer answer)
    {
        if (answer.Status >= 500)
            return "the server failed";
        var type = answer.Type?.Split(';')[0];
        if (answer.Status < 400)
            return ContractCheck.Difference(request.Method, request.Target, answer.Status, type, answer.Body);
        return type?.EndsWith("json", StringComparison.Ordinal) != true ? "the error is no JSON" : ErrorProblem(answer);
    }

    /// <summary>The number of an error is its status, or begins with it.</summary>
    private static string? ErrorProblem(RawAnswer answer)
    {
        try
        {
            var error = JsonNode.Parse(answer.Body)!.AsObject();
            var code = (int)error["error_code"]!;
            var isRight = error.Count == 2
                && ((string)error["message"]!).Length > 0
                && (code == answer.Status || code / 100 == answer.Status);
            return isRight ? null : "the error is not one of the API";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return $"the error can not be read: {e.Message}";
        }
    }
}
