using System.Reflection;
using SchemaRegistry.Registry;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary>The root, contexts, and what a client may ask about the server itself.</summary>
internal sealed class MetadataEndpoints(RegistryReader reader, string clusterId)
{
    private static readonly string Version =
        typeof(MetadataEndpoints).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/", [], _ => new(ApiAnswer.EmptyObject)),
        new("POST", "/", [], PostRootAsync),
        new("GET", "/contexts", ["contextPrefix", "offset", "limit"], ListContexts),
        new("GET", "/v1/metadata/id", [], _ => new(Id())),
        new("GET", "/v1/metadata/version", [], _ => new(VersionOf())),
    ];

    private static async ValueTask<ApiAnswer> PostRootAsync(ApiRequest request)
    {
        await request.ReadBodyAsync();
        return ApiAnswer.EmptyObject;
    }

    private ValueTask<ApiAnswer> ListContexts(ApiRequest request)
    {
        var prefix = request.Query("contextPrefix");
        var contexts = reader.Contexts.Where(context => context.StartsWith(prefix, StringComparison.Ordinal));
        return new(ApiAnswer.Texts(request.Page(contexts)));
    }

    private ApiAnswer Id() => ApiAnswer.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", "");
        json.WriteStartObject("scope");
        json.WriteStartArray("path");
        json.WriteEndArray();
        json.WriteStartObject("clusters");
        json.WriteString("kafka-cluster", clusterId);
        json.WriteString("schema-registry-cluster", "schema-registry");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static ApiAnswer VersionOf() => ApiAnswer.Json(json =>
    {
        var parts = Version.Split('+', 2);
        json.WriteStartObject();
        json.WriteString("version", parts[0]);
        json.WriteString("commitId", parts.Length > 1 ? parts[1] : "");
        json.WriteEndObject();
    });
}
