using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Routing;
using SchemaRegistry.Server.Telemetry;

namespace SchemaRegistry.Server.Endpoints;

/// <summary>
/// <c>/subjects/{subject}/versions/{version}/tags</c>: registers a version again with other tags, metadata or rules.
/// </summary>
internal sealed class TagEndpoints(RegistryReader reader, RegistryWriter writer, ServerMetrics metrics)
{
    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/subjects/{subject}/versions/{version}/tags", [], RegisterAsync),
    ];

    /// <summary>The new version goes to the subject that has the old one, in whichever context it was found.</summary>
    private async ValueTask<ApiAnswer> RegisterAsync(ApiRequest request)
    {
        var body = await request.ReadBodyAsync();
        var stored = reader.GetVersion(request.Subject, request.Version, DeletedVersions.Excluded);
        var answer = await writer.RegisterAsync(
            stored.Subject, TagsBody.ReadTagRequest(body, stored), request.Aborted);
        if (answer.IsNew)
            metrics.Registered();
        return ApiAnswer.Json(json => EntityJson.WriteRegistered(json, answer));
    }
}
