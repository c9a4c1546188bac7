using System.Globalization;
using System.IO.Compression;
using System.Text;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http.Scripts;

/// <summary>Runs a case against a server that it starts.</summary>
internal static class ScriptRun
{
    private const string StandardType = "application/vnd.schemaregistry.v1+json";

    public static async Task RunAsync(ScriptCase script)
    {
        using var settings = new ScriptSettings();
        await using var server = await TestServer.StartAsync(options => settings.Apply(script.Settings, options));
        var texts = new Dictionary<string, string>(script.Texts);
        foreach (var exchange in script.Exchanges)
        {
            var loop = exchange.Loop ?? new ScriptLoop("", 1, 1);
            for (var number = loop.First; number <= loop.Last; number++)
            {
                texts[loop.Name] = number.ToString(CultureInfo.InvariantCulture);
                await ExchangeAsync(script, exchange, server, texts);
            }
        }
    }

    private static async Task ExchangeAsync(
        ScriptCase script, ScriptExchange exchange, TestServer server, Dictionary<string, string> texts)
    {
        using var request = Request(exchange, server.Url, texts);
        using var response = await server.Http.SendAsync(request);
        var body = await ReadAsync(response.Content);

        var uri = request.RequestUri!.PathAndQuery;
        var difference = ExpectedAnswer.Difference(
            ScriptTexts.Fill(exchange.Expected, texts), (int)response.StatusCode, body, texts)
            ?? HeaderDifference(exchange, response, texts)
            ?? ContractCheck.Difference(
                exchange.Method, uri, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body);
        Assert.True(difference is null, $"""
            {script.File}:{exchange.Line}: {request.Method} {uri}
            expected: {exchange.Expected}
            answered: {(int)response.StatusCode} {body}
            {difference}
            """);
    }

    private static HttpRequestMessage Request(ScriptExchange exchange, Uri server, Dictionary<string, string> texts)
    {
        var uri = new Uri(
            server.GetLeftPart(UriPartial.Authority) + ScriptTexts.Fill(exchange.Target, texts),
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(exchange.Method), uri);
        if (exchange.Body is not null)
        {
            var body = exchange.Body == "@empty" ? "" : ScriptTexts.Body(ScriptTexts.Fill(exchange.Body, texts));
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", StandardType);
        }

        foreach (var (name, value) in exchange.Headers)
        {
            request.Content?.Headers.Remove(name);
            if (value != "@absent" && !request.Headers.TryAddWithoutValidation(name, ScriptTexts.Fill(value, texts)))
                request.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static async Task<string> ReadAsync(HttpContent content)
    {
        await using var stream = await content.ReadAsStreamAsync();
        using var reader = new StreamReader(
            content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        return await reader.ReadToEndAsync();
    }

    private static string? HeaderDifference(
        ScriptExchange exchange, HttpResponseMessage response, Dictionary<string, string> texts)
    {
        foreach (var (name, expected) in exchange.ExpectedHeaders)
        {
            var all = response.Headers.Concat(response.Content.Headers)
                .Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                .SelectMany(header => header.Value);
            var found = string.Join(", ", all);
            var fits = expected switch
            {
                "@absent" => found.Length == 0,
                "@any" => found.Length > 0,
                _ => found == ScriptTexts.Fill(expected, texts),
            };
            if (!fits)
                return $"the header {name} should be {expected}, is '{found}'";
        }

        return null;
    }
}
