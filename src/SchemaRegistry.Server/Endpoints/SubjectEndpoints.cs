using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Hosting;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary><c>/subjects</c>: lists, lookup and deletes.</summary>
internal sealed class SubjectEndpoints(RegistryReader reader, RegistryWriter writer, ServerOptions options)
{
    private const string AllContexts = ":*:";

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/subjects", ["subjectPrefix", "deleted", "deletedOnly", "offset", "limit"], List),
        new("POST", "/subjects/{subject}", ["normalize", "deleted", "format"], LookupAsync),
        new("DELETE", "/subjects/{subject}", ["permanent"], DeleteAsync),
        new("GET", "/subjects/{subject}/metadata", ["key", "value", "deleted", "format"], GetByMetadata),
    ];

    private ValueTask<ApiAnswer> List(ApiRequest request)
    {
        var prefix = SubjectPrefix.Parse(request.HasQuery("subjectPrefix") ? request.Query("subjectPrefix") : AllContexts);
        var visibility = request.Flag("deletedOnly") ? SubjectVisibility.DeletedOnly
            : request.Flag("deleted") ? SubjectVisibility.All
            : SubjectVisibility.Active;
        var subjects = request.Page(reader.ListSubjects(prefix, visibility), options.SubjectPages);
        return new(ApiAnswer.Texts(subjects.Select(subject => subject.ToString())));
    }

    private async ValueTask<ApiAnswer> LookupAsync(ApiRequest request)
    {
        var schema = SchemaRequestBody.Read(await request.ReadBodyAsync()) with { Normalize = request.Flag("normalize") };
        var found = reader.Lookup(request.Subject, schema, request.Deleted);
        var text = reader.Text(found.Schema.Subject, found.Schema.Version.Content, request.Query("format"));
        return ApiAnswer.Json(json => EntityJson.WriteFound(json, found, text));
    }

    /// <summary>Keys and values are paired in order; what has no partner does not count.</summary>
    private ValueTask<ApiAnswer> GetByMetadata(ApiRequest request)
    {
        var properties = request.Queries("key")
            .Zip(request.Queries("value"), KeyValuePair.Create)
            .DistinctBy(property => property.Key)
            .ToList();
        var found = reader.GetByMetadata(request.Subject, properties, request.Deleted);
        var content = found.Version.Content;
        var text = reader.Text(found.Subject, content, request.Query("format"));
        return new(ApiAnswer.Json(json => EntityJson.WriteEntity(json, found, text, content.References)));
    }

    private async ValueTask<ApiAnswer> DeleteAsync(ApiRequest request)
    {
        var kind = request.Flag("permanent") ? DeleteKind.Permanent : DeleteKind.Soft;
        return ApiAnswer.Numbers(await writer.DeleteSubjectAsync(request.Subject, kind, request.Aborted));
    }
}
