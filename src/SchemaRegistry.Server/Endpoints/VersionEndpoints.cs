using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Routing;
using SchemaRegistry.Server.Telemetry;

namespace SchemaRegistry.Server.Endpoints;

/// <summary><c>/subjects/{subject}/versions</c>.</summary>
internal sealed class VersionEndpoints(
    RegistryReader reader, RegistryWriter writer, ApiPages pages, ServerMetrics metrics)
{
    private const string Versions = "/subjects/{subject}/versions";
    private const string Version = "/subjects/{subject}/versions/{version}";

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", Versions, ["deleted", "deletedOnly", "deletedAsNegative", "offset", "limit"], List),
        new("POST", Versions, ["normalize", "format", "force", "dryRun"], RegisterAsync),
        new("POST", "/subjects:batchRegister", ["context"], RegisterAllAsync),
        new("GET", Version, ["format", "referenceFormat", "deleted", "findTags"], Get),
        new("GET", Version + "/schema", ["format", "deleted"], GetText),
        new("DELETE", Version, ["permanent"], DeleteAsync),
        new("GET", Version + "/referencedby", ["deleted", "offset", "limit"], ListReferrers),
    ];

    private ValueTask<ApiAnswer> List(ApiRequest request)
    {
        var asNegative = request.Flag("deletedAsNegative");
        var deletedOnly = request.Flag("deletedOnly");
        var showsDeleted = deletedOnly || request.Flag("deleted");
        var state = reader.FindSubject(request.Subject);
        if (state is null || (!state.IsActive && !showsDeleted))
            throw new RegistryException(RegistryErrorCode.SubjectNotFound) { Subject = request.Subject };

        var versions = state.Versions
            .Where(version => asNegative || (deletedOnly ? version.IsDeleted : showsDeleted || !version.IsDeleted))
            .Select(version => asNegative && version.IsDeleted ? -version.Version : version.Version);
        return new(ApiAnswer.Numbers(request.Page(versions, pages.Versions)));
    }

    private async ValueTask<ApiAnswer> RegisterAsync(ApiRequest request)
    {
        var schema = SchemaRequestBody.Read(await request.ReadBodyAsync()) with
        {
            Normalize = request.Flag("normalize"),
            Force = request.Flag("force"),
        };
        if (request.Flag("dryRun"))
        {
            var forecast = writer.Foresee(request.Subject, schema);
            return ApiAnswer.Json(json => ForecastJson.Write(json, forecast));
        }

        var answer = await writer.RegisterAsync(request.Subject, schema, request.Aborted);
        if (answer.IsNew)
            metrics.Registered();
        return ApiAnswer.Json(json => EntityJson.WriteRegistered(json, answer));
    }

    private async ValueTask<ApiAnswer> RegisterAllAsync(ApiRequest request)
    {
        var entries = BatchBody.Read(await request.ReadBodyAsync(), request.Query("context"));
        var answers = await writer.RegisterAllAsync(entries, request.Aborted);
        foreach (var answer in answers.Where(answer => answer.IsNew))
            metrics.Registered();
        return ApiAnswer.Json(json => BatchBody.Write(json, answers));
    }

    private ValueTask<ApiAnswer> Get(ApiRequest request)
    {
        var found = reader.GetVersion(request.Subject, request.Version, request.Deleted);
        var content = found.Version.Content;
        var references = request.Query("referenceFormat").Equals("qualified", StringComparison.OrdinalIgnoreCase)
            ? SchemaJson.Qualify(content.References, found.Subject)
            : content.References;
        var text = reader.Text(found.Subject, content, request.Query("format"));
        var tags = reader.FindTags(found.Subject, content, request.Queries("findTags"));
        return new(ApiAnswer.Json(json => EntityJson.WriteEntity(json, found, text, references, tags)));
    }

    private ValueTask<ApiAnswer> GetText(ApiRequest request)
    {
        var found = reader.GetVersion(request.Subject, request.Version, request.Deleted);
        return new(ApiAnswer.Text(reader.Text(found.Subject, found.Version.Content, request.Query("format"))));
    }

    private async ValueTask<ApiAnswer> DeleteAsync(ApiRequest request)
    {
        var kind = request.Flag("permanent") ? DeleteKind.Permanent : DeleteKind.Soft;
        var version = await writer.DeleteVersionAsync(request.Subject, request.Version, kind, request.Aborted);
        return ApiAnswer.Json(json => json.WriteNumberValue(version));
    }

    private ValueTask<ApiAnswer> ListReferrers(ApiRequest request)
    {
        var version = reader.FindVersion(request.Subject, request.Version, DeletedVersions.Included);
        var ids = reader.ListReferrers(request.Subject, version.Version, request.Deleted);
        return new(ApiAnswer.Numbers(request.Page(ids, pages.Schemas)));
    }
}
