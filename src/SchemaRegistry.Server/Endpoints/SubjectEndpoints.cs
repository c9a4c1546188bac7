using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary><c>/subjects</c>: lists, lookup and deletes.</summary>
internal sealed class SubjectEndpoints(RegistryReader reader, RegistryWriter writer, ApiPages pages)
{
    private const string AllContexts = ":*:";
    private static readonly string[] ListParameters = ["subjectPrefix", "deleted", "deletedOnly", "offset", "limit"];

    /// <summary>The list that has no parameters, as it was at a revision.</summary>
    private WholeList? _wholeList;

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/subjects", ListParameters, List),
        new("POST", "/subjects/{subject}", ["normalize", "deleted", "format"], LookupAsync),
        new("DELETE", "/subjects/{subject}", ["permanent"], DeleteAsync),
        new("GET", "/subjects/{subject}/metadata", ["key", "value", "deleted", "format"], GetByMetadata),
    ];

    /// <summary>
    /// Tools ask for the whole list again and again, and it seldom changes: its bytes are kept, when they are not many.
    /// </summary>
    private ValueTask<ApiAnswer> List(ApiRequest request)
    {
        if (ListParameters.Any(request.HasQuery))
            return new(Choose(request));
        var revision = reader.SubjectsRevision;
        if (Volatile.Read(ref _wholeList) is { } known && known.Revision == revision)
            return new(known.Answer);
        var answer = Choose(request);
        var isKept = answer.Body.Length <= ServerLimits.MaxCachedListBytes;
        Volatile.Write(ref _wholeList, isKept ? new WholeList(revision, answer) : null);
        return new(answer);
    }

    private ApiAnswer Choose(ApiRequest request)
    {
        var prefix = SubjectPrefix.Parse(request.HasQuery("subjectPrefix") ? request.Query("subjectPrefix") : AllContexts);
        var visibility = request.Flag("deletedOnly") ? SubjectVisibility.DeletedOnly
            : request.Flag("deleted") ? SubjectVisibility.All
            : SubjectVisibility.Active;
        var subjects = request.Page(reader.ListSubjects(prefix, visibility), pages.Subjects);
        return ApiAnswer.Texts(subjects.Select(subject => subject.ToString()));
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

    private sealed record WholeList(long Revision, ApiAnswer Answer);
}
