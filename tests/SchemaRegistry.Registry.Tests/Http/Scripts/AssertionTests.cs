using System.Net.Sockets;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Tests.Keys;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http.Scripts;

/// <summary>
/// The one-line assertions of the API's own tests, numbered 1 to 92 as the reference numbers them, each with the
/// initial of its origin. They are data: a case is a script of requests and answers in the files named here.
/// </summary>
public sealed class AssertionTests
{
    private static readonly string[] Files =
    [
        "assertions-a1.txt", "assertions-a2.txt", "assertions-a3.txt", "assertions-c.txt", "assertions-m.txt",
        "assertions-x.txt", "assertions-tjp.txt", "assertions-s.txt", "assertions-dr.txt",
    ];

    private static readonly Dictionary<string, ScriptCase> Cases =
        Files.SelectMany(ScriptFile.Read).ToDictionary(script => script.Title);

    public static IEnumerable<TheoryDataRow<string>> Titles =>
        Cases.Keys.Select(title => new TheoryDataRow<string>(title) { TestDisplayName = $"Assertion {title}" });

    [Theory]
    [MemberData(nameof(Titles))]
    public Task Assertion(string title) => ScriptRun.RunAsync(Cases[title]);

    [Fact]
    public async Task Assertion_90f_S_a_request_that_takes_too_long_is_answered_with_504()
    {
        await using var server = await TestServer.StartAsync(
            options => options with { RequestTimeout = TimeSpan.FromMilliseconds(1) });
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Url.Host, server.Url.Port);
        var stream = connection.GetStream();

        await stream.WriteAsync(
            "POST /subjects/s/versions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"u8.ToArray());
        using var answer = new StreamReader(stream);
        var lines = new List<string>();
        while (lines is not [.., ""])
            lines.Add(await answer.ReadLineAsync() ?? throw new EndOfStreamException("The answer has no end."));
        const string Body = """{"error_code":504,"message":"Request timed out"}""";
        var body = new char[Body.Length];
        await answer.ReadBlockAsync(body);

        Assert.Equal("HTTP/1.1 504 Gateway Timeout", lines[0]);
        Assert.Equal(Body, new string(body));
    }

    [Fact]
    public async Task Assertion_91g_D_a_failing_KMS_is_50070_a_denial_40370_and_no_data_key_is_left()
    {
        var kms = new ControlledKms { Failure = new KeyManagementException("no answer") };
        await using var server = await TestServer.StartAsync(options => options with { KeyManagement = [kms] });
        const string Deks = "/dek-registry/v1/keks/kek1/deks";
        await server.CallAsync(
            "POST", "/dek-registry/v1/keks", """{"name":"kek1","kmsType":"test-kms","kmsKeyId":"key1","shared":true}""");

        var failed = await server.CallAsync("POST", Deks + "/s", "{}");
        kms.Failure = new KeyManagementException("no", KmsFailure.Denied);
        var denied = await server.CallAsync("POST", Deks + "/s", "{}");

        Assert.Equal((500, 50070), (failed.Status, failed.Code()));
        Assert.StartsWith("Could not generate encrypted dek for s: ", failed.Message(), StringComparison.Ordinal);
        Assert.Equal((403, 40370), (denied.Status, denied.Code()));
        Assert.StartsWith("Could not generate encrypted dek for s: ", denied.Message(), StringComparison.Ordinal);
        Assert.Equal("[]", (await server.CallAsync("GET", Deks)).Text());
    }

    [Fact]
    public void Every_number_from_1_to_92_has_a_case()
    {
        var numbers = Cases.Keys.Select(title => title.Split(' ')[0].TrimEnd('a', 'b', 'c', 'd', 'e', 'f')).Distinct();

        Assert.Equal(Enumerable.Range(1, 92).Select(number => $"{number}").Order(), numbers.Order());
    }
}
