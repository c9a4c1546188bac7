using System.Text;
using System.Text.Json.Nodes;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>Short ways to call the API as curl would.</summary>
internal static class Api
{
    public static async Task<(int Status, JsonNode? Body)> CallAsync(
        this TestServer server, string method, string path, string? body = null, string? contentType = "application/json")
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), new Uri(server.Url.GetLeftPart(UriPartial.Authority) + path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await server.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        ContractCheck.Verify(method, path, (int)response.StatusCode, response.Content.Headers.ContentType, text);
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public static Task<(int Status, JsonNode? Body)> RegisterAsync(
        this TestServer server, string subject, string schema) =>
        server.CallAsync("POST", $"/subjects/{Uri.EscapeDataString(subject)}/versions", Schema(schema));

    public static Task<(int Status, JsonNode? Body)> RegisterAsync(
        this TestServer server, string subject, string type, string schema, params JsonNode[] references) =>
        server.CallAsync("POST", $"/subjects/{Uri.EscapeDataString(subject)}/versions", Schema(type, schema, references));

    public static string Schema(string type, string schema, params JsonNode[] references) => new JsonObject
    {
        ["schemaType"] = type,
        ["schema"] = schema,
        ["references"] = new JsonArray(references),
    }.ToJsonString();

    public static JsonNode Reference(string name, string subject, int version) =>
        new JsonObject { ["name"] = name, ["subject"] = subject, ["version"] = version };

    public static string Schema(string schema) => new JsonObject { ["schema"] = schema }.ToJsonString();

    public static int Code(this (int Status, JsonNode? Body) answer) => (int)answer.Body!["error_code"]!;

    public static string Message(this (int Status, JsonNode? Body) answer) => (string)answer.Body!["message"]!;

    public static string Text(this (int Status, JsonNode? Body) answer) => answer.Body!.ToJsonString();
}
