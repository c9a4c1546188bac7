using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary><c>/dek-registry/v1/keks</c>: the keys that encrypt keys.</summary>
internal sealed class KekEndpoints(KeyReader reader, KeyWriter writer, ApiPages pages)
{
    private const string All = "/dek-registry/v1/keks";
    private const string One = All + "/{name}";

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", All, ["subjectPrefix", "deleted", "offset", "limit"], List),
        new("POST", All, ["testSharing"], CreateAsync),
        new("GET", One, ["deleted"], request => new(Answer(reader.GetKek(request.Value("name"), request.Deleted)))),
        new("PUT", One, ["testSharing"], UpdateAsync),
        new("DELETE", One, ["permanent"], DeleteAsync),
        new("POST", One + "/undelete", [], UndeleteAsync),
        new("POST", One + "/test", [], async request =>
            Answer(await writer.TestKekAsync(request.Value("name"), request.Aborted))),
    ];

    private ValueTask<ApiAnswer> List(ApiRequest request)
    {
        var names = reader.ListKeks(request.Queries("subjectPrefix"), request.Deleted);
        return new(ApiAnswer.Texts(request.Page(names, pages.Keks)));
    }

    private async ValueTask<ApiAnswer> CreateAsync(ApiRequest request)
    {
        var draft = KeyBody.ReadKek(await request.ReadBodyAsync());
        return Answer(await writer.CreateKekAsync(draft, request.Flag("testSharing"), request.Aborted));
    }

    private async ValueTask<ApiAnswer> UpdateAsync(ApiRequest request)
    {
        var change = KeyBody.ReadUpdate(await request.ReadBodyAsync());
        return Answer(await writer.UpdateKekAsync(
            request.Value("name"), change, request.Flag("testSharing"), request.Aborted));
    }

    private async ValueTask<ApiAnswer> DeleteAsync(ApiRequest request)
    {
        var kind = request.Flag("permanent") ? DeleteKind.Permanent : DeleteKind.Soft;
        await writer.DeleteKekAsync(request.Value("name"), kind, request.Aborted);
        return ApiAnswer.NoContent;
    }

    private async ValueTask<ApiAnswer> UndeleteAsync(ApiRequest request)
    {
        await writer.UndeleteKekAsync(request.Value("name"), request.Aborted);
        return ApiAnswer.NoContent;
    }

    private static ApiAnswer Answer(KeyEncryptionKey kek) => ApiAnswer.Json(json => KeyJson.WriteKek(json, kek));
}
