using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Errors;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary><c>/dek-registry/v1/keks/{name}/deks</c>: the keys that encrypt data, for each subject.</summary>
internal sealed class DekEndpoints(KeyReader reader, KeyWriter writer, ApiPages pages)
{
    private const string All = "/dek-registry/v1/keks/{name}/deks";
    private const string Series = All + "/{subject}";
    private const string Versions = Series + "/versions";
    private const string One = Versions + "/{version}";

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", All, ["deleted", "offset", "limit"], ListSubjects),
        new("POST", All, [], request => CreateAsync(request, subject: null)),
        new("GET", Series, ["algorithm", "deleted"], request => GetAsync(request, version: null)),
        new("POST", Series, ["rewrap"], request => CreateAsync(request, request.Value("subject"))),
        new("DELETE", Series, ["algorithm", "permanent"], request => DeleteAsync(request, version: null)),
        new("POST", Series + "/undelete", ["algorithm"], request => UndeleteAsync(request, version: null)),
        new("GET", Versions, ["algorithm", "deleted", "offset", "limit"], ListVersions),
        new("GET", One, ["algorithm", "deleted"], request => GetAsync(request, request.Version)),
        new("DELETE", One, ["algorithm", "permanent"], request => DeleteAsync(request, request.Version)),
        new("POST", One + "/undelete", ["algorithm"], request => UndeleteAsync(request, request.Version)),
    ];

    private ValueTask<ApiAnswer> ListSubjects(ApiRequest request)
    {
        var subjects = reader.ListSubjects(request.Value("name"), request.Deleted).Select(subject => subject.ToString());
        return new(ApiAnswer.Texts(request.Page(subjects, pages.DekSubjects)));
    }

    private ValueTask<ApiAnswer> ListVersions(ApiRequest request)
    {
        var versions = reader.ListVersions(request.Value("name"), Address(request, version: null), request.Deleted);
        return new(ApiAnswer.Numbers(request.Page(versions, pages.DekVersions)));
    }

    private async ValueTask<ApiAnswer> GetAsync(ApiRequest request, VersionSelector? version)
    {
        var address = Address(request, version);
        return Answer(await reader.GetDekAsync(request.Value("name"), address, request.Deleted, request.Aborted));
    }

    /// <param name="request">The request.</param>
    /// <param name="subject">That of the path, with its context, wins over the body's.</param>
    private async ValueTask<ApiAnswer> CreateAsync(ApiRequest request, string? subject)
    {
        var isRewrap = subject is not null && request.Flag("rewrap");
        var draft = KeyBody.ReadDek(await request.ReadBodyAsync(), subject, isRewrap);
        return Answer(await writer.CreateDekAsync(request.Value("name"), draft, request.Aborted));
    }

    private async ValueTask<ApiAnswer> DeleteAsync(ApiRequest request, VersionSelector? version)
    {
        var kind = request.Flag("permanent") ? DeleteKind.Permanent : DeleteKind.Soft;
        await writer.DeleteDeksAsync(request.Value("name"), Address(request, version), kind, request.Aborted);
        return ApiAnswer.NoContent;
    }

    private async ValueTask<ApiAnswer> UndeleteAsync(ApiRequest request, VersionSelector? version)
    {
        await writer.UndeleteDeksAsync(request.Value("name"), Address(request, version), request.Aborted);
        return ApiAnswer.NoContent;
    }

    private static DekAddress Address(ApiRequest request, VersionSelector? version)
    {
        var algorithm = DekAlgorithm.Aes256Gcm;
        if (request.Query("algorithm") is { Length: > 0 } name && !DekAlgorithmNames.TryParse(name, out algorithm))
            throw BadRequestException.NotFound();
        return new DekAddress(request.Value("subject"), algorithm, version);
    }

    private static ApiAnswer Answer(OpenedDek dek) => ApiAnswer.Json(json => KeyJson.WriteDek(json, dek));
}
