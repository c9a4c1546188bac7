using System.Text.Json.Nodes;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>Short ways to call the API of associations.</summary>
internal static class AssociationCalls
{
    /// <summary>A request for the topic <c>orders</c> of the cluster <c>lkc</c>, with the id <c>q1</c>.</summary>
    public static JsonObject Request(params JsonObject[] associations) => new()
    {
        ["resourceName"] = "orders",
        ["resourceNamespace"] = "lkc",
        ["resourceId"] = "q1",
        ["associations"] = new JsonArray([.. associations]),
    };

    public static JsonObject Strong(string kind, string schema) => new()
    {
        ["associationType"] = kind,
        ["schema"] = new JsonObject { ["schema"] = schema },
    };

    public static JsonObject Weak(string kind, string subject) =>
        new() { ["associationType"] = kind, ["subject"] = subject };

    public static JsonObject Operation(string type, JsonObject entry)
    {
        entry["opType"] = type;
        return entry;
    }

    public static JsonObject With(this JsonObject json, string member, JsonNode? value)
    {
        json[member] = value;
        return json;
    }

    public static Task<(int Status, JsonNode? Body)> CreateAsync(
        this TestServer server, JsonObject request, string query = "") =>
        server.CallAsync("POST", "/associations" + query, request.ToJsonString());

    public static Task<(int Status, JsonNode? Body)> UpsertAsync(
        this TestServer server, JsonObject request, string query = "") =>
        server.CallAsync("PUT", "/associations/resources/q1" + query, request.ToJsonString());

    /// <summary>The results of a batch, which always answers 207.</summary>
    public static async Task<JsonArray> BatchAsync(
        this TestServer server, string verb, string query, params JsonObject[] requests)
    {
        var body = new JsonObject { ["requests"] = new JsonArray([.. requests]) };
        var (status, answer) = await server.CallAsync("POST", $"/associations:{verb}{query}", body.ToJsonString());
        Assert.Equal(207, status);
        return answer!["results"]!.AsArray();
    }

    public static async Task<string> ListAsync(this TestServer server, string path)
    {
        var (status, body) = await server.CallAsync("GET", path);
        Assert.Equal(200, status);
        return string.Join(' ', body!.AsArray().Select(
            association => $"{association!["resourceId"]}/{association["associationType"]}={association["subject"]}"));
    }
}
