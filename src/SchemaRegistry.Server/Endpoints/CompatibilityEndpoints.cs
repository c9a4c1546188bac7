using SchemaRegistry.Formats.Compatibility;
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
            var report = reader.CheckCompatibility(request.Subject, schema, version, explains: isVerbose);
            return Answer(report, isVerbose);
        }
        catch (RegistryException e) when (isVerbose && ErrorTable.IsInvalidSchema(e))
        {
            return Answer(new CompatibilityReport([ErrorTable.InvalidSchema(e)], []), isVerbose);
        }
    }

    private static ApiAnswer Answer(CompatibilityReport report, bool isVerbose) => ApiAnswer.Json(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("is_compatible", report.IsCompatible);
        if (isVerbose)
        {
            json.WriteStartArray("messages");
            foreach (var message in report.Messages)
                json.WriteStringValue(message);
            json.WriteEndArray();
        }

        // Beside what the API has; only where there is something to tell.
        if (isVerbose && report.Explanations.Count > 0)
        {
            json.WriteStartArray("incompatibilities");
            foreach (var found in report.Explanations)
                IncompatibilityJson.Write(json, found);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    });
}
