using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Server.Errors;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary><c>/mode</c>: what may be done in all, in a context, and in a subject.</summary>
internal sealed class ModeEndpoints(RegistryReader reader, RegistryWriter writer)
{
    private const string One = "/mode/{subject}";

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/mode", ["defaultToGlobal"], request => new(Get(request, QualifiedSubject.Global))),
        new("PUT", "/mode", ["force"], request => PutAsync(request, QualifiedSubject.Global)),
        new("DELETE", "/mode", ["recursive"], request => DeleteAsync(request, QualifiedSubject.Global)),
        new("GET", One, ["defaultToGlobal"], request => new(Get(request, request.Subject))),
        new("PUT", One, ["force"], request => PutAsync(request, request.Subject)),
        new("DELETE", One, ["recursive"], request => DeleteAsync(request, request.Subject)),
    ];

    private ApiAnswer Get(ApiRequest request, QualifiedSubject scope)
    {
        var mode = request.Flag("defaultToGlobal") ? reader.EffectiveMode(scope) : reader.FindMode(scope);
        if (mode is null && scope != QualifiedSubject.Global && scope != QualifiedSubject.SuperGlobal)
            throw new RegistryException(RegistryErrorCode.ModeNotFound) { Subject = scope };
        return Answer((mode ?? RegistryMode.ReadWrite).ToName());
    }

    /// <summary>
    /// An empty object answers 422, where Confluent's server fails with 500. The echo keeps the caller's spelling.
    /// </summary>
    private async ValueTask<ApiAnswer> PutAsync(ApiRequest request, QualifiedSubject scope)
    {
        var body = await request.ReadBodyAsync();
        if (!body.Has("mode"))
            throw new BadRequestException(422, "The member mode is missing; send {\"mode\":\"READWRITE\"}, or null to clear it");
        var text = body.Text("mode");
        RegistryMode? mode = null;
        if (text is not null)
        {
            mode = RegistryModeNames.TryParse(text, out var known)
                ? known
                : throw new RegistryException(RegistryErrorCode.InvalidMode) { Text = text };
        }

        await writer.SetModeAsync(scope, mode, request.Flag("force"), request.Aborted);
        return Answer(text);
    }

    private async ValueTask<ApiAnswer> DeleteAsync(ApiRequest request, QualifiedSubject scope) =>
        Answer((await writer.DeleteModeAsync(scope, request.Flag("recursive"), request.Aborted))?.ToName());

    private static ApiAnswer Answer(string? mode) => ApiAnswer.Json(json =>
    {
        json.WriteStartObject();
        if (mode is not null)
            json.WriteString("mode", mode);
        json.WriteEndObject();
    });
}
