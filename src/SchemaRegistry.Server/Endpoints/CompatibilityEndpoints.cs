using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Errors;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary><c>/compatibility</c>: what a registration would say, without registering.</summary>
internal sealed class CompatibilityEndpoints(RegistryReader reader)
{
    private const string All = "/compatibility/subjects/{subject}/versions";

    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", All, ["normalize", "verbose"], request => CheckAsync(request, null)),
        new("POST", All + "/{version}", ["normalize", "verbose"], request => CheckAsync(request, request.Version)),
    ];

    private async ValueTask<ApiAnswer> CheckAsync(ApiRequest request, VersionSelector? version)
    {
        var body = await request.ReadBodyAsync();
        var isVerbose = request.Flag("verbose");
        try
        {
            var schema = SchemaRequestBody.Read(body) with { Normalize = request.Flag("normalize") };
            var report = reader.CheckCompatibility(request.Subject, schema, version);
            return Answer(report.IsCompatible, isVerbose ? report.Messages : null);
        }
        catch (RegistryException e) when (isVerbose && ErrorTable.IsInvalidSchema(e))
        {
            return Answer(false, [ErrorTable.InvalidSchema(e)]);
        }
    }

    private static ApiAnswer Answer(bool isCompatible, IReadOnlyList<string>? messages) => ApiAnswer.Json(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("is_compatible", isCompatible);
        if (messages is not null)
        {
            json.WriteStartArray("messages");
            foreach (var message in messages)
                json.WriteStringValue(message);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    });
}
