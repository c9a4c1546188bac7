using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary><c>/config</c>: the settings of all, of a context, and of a subject.</summary>
internal sealed class ConfigEndpoints(RegistryReader reader, RegistryWriter writer)
{
    private const string One = "/config/{subject}";

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/config", ["defaultToGlobal"], request => new(Get(request, QualifiedSubject.Global))),
        new("PUT", "/config", [], request => PutAsync(request, QualifiedSubject.Global)),
        new("DELETE", "/config", [], request => DeleteAsync(request, QualifiedSubject.Global)),
        new("GET", One, ["defaultToGlobal"], request => new(Get(request, request.Subject))),
        new("PUT", One, [], request => PutAsync(request, request.Subject)),
        new("DELETE", One, [], request => DeleteAsync(request, request.Subject)),
    ];

    private ApiAnswer Get(ApiRequest request, QualifiedSubject scope)
    {
        var config = request.Flag("defaultToGlobal") ? reader.EffectiveConfig(scope) : reader.FindConfig(scope);
        if (config is null && scope != QualifiedSubject.Global && scope != QualifiedSubject.SuperGlobal)
            throw new RegistryException(RegistryErrorCode.ConfigNotFound) { Subject = scope };
        return Answer(reader.WithLevel(config ?? RegistryConfig.Empty), "compatibilityLevel");
    }

    private async ValueTask<ApiAnswer> PutAsync(ApiRequest request, QualifiedSubject scope)
    {
        var change = ConfigBody.Read(await request.ReadBodyAsync());
        return Answer(await writer.UpdateConfigAsync(scope, change, request.Aborted), "compatibility");
    }

    private async ValueTask<ApiAnswer> DeleteAsync(ApiRequest request, QualifiedSubject scope) =>
        Answer(reader.WithLevel(await writer.DeleteConfigAsync(scope, request.Aborted)), "compatibilityLevel");

    private static ApiAnswer Answer(RegistryConfig config, string levelName) =>
        ApiAnswer.Json(json => EntityJson.WriteConfig(json, config, levelName));
}
