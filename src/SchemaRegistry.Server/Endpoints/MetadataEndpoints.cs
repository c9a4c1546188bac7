using System.Reflection;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary>The root, contexts, and what a client may ask about the server itself.</summary>
internal sealed class MetadataEndpoints(
    RegistryReader reader, RegistryWriter writer, ServerIdentity server, ApiPages pages)
{
    private static readonly string Version =
        typeof(MetadataEndpoints).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/", [], _ => new(ApiAnswer.EmptyObject)),
        new("POST", "/", [], PostRootAsync),
        new("GET", "/contexts", ["contextPrefix", "offset", "limit"], ListContexts),
        new("DELETE", "/contexts/{context}", [], DeleteContextAsync),
        new("GET", "/v1/metadata/deployment", [], _ => new(Deployment())),
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
        return new(ApiAnswer.Texts(request.Page(contexts, pages.Contexts)));
    }

    private async ValueTask<ApiAnswer> DeleteContextAsync(ApiRequest request)
    {
        var context = QualifiedSubject.Parse(request.Value("context"));
        await writer.DeleteContextAsync(context, request.Aborted);
        return ApiAnswer.NoContent;
    }

    private ApiAnswer Deployment() => ApiAnswer.Json(json =>
    {
        json.WriteStartObject();
        SchemaJson.WriteTexts(json, "attributes", server.DeploymentAttributes);
        json.WriteEndObject();
    });

    private ApiAnswer Id() => ApiAnswer.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", "");
        json.WriteStartObject("scope");
        json.WriteStartArray("path");
        json.WriteEndArray();
        json.WriteStartObject("clusters");
        json.WriteString("kafka-cluster", server.ClusterId);
        json.WriteString("schema-registry-cluster", server.GroupId);
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

/// <summary>What the server says of itself: the cluster of its log, and what the operator wants to be known.</summary>
internal sealed record ServerIdentity(
    string ClusterId, string GroupId, IReadOnlyList<string> DeploymentAttributes);
