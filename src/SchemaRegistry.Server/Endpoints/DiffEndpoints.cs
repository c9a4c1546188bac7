using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary>
/// <c>/subjects/{subject}/versions/{version}/diff/{other}</c>: what changed from the first version to the second, and
/// whom it breaks. An addition to the API.
/// </summary>
internal sealed class DiffEndpoints(RegistryReader reader)
{
    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/subjects/{subject}/versions/{version}/diff/{other}", ["deleted"], Compare),
    ];

    private ValueTask<ApiAnswer> Compare(ApiRequest request)
    {
        var other = VersionSelector.Parse(request.Value("other"));
        var diff = reader.Compare(request.Subject, request.Version, other, request.Deleted);
        return new(ApiAnswer.Json(json => DiffJson.Write(json, diff)));
    }
}
