using System.Globalization;
using SchemaRegistry.Formats;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary><c>/schemas</c>: by id, by GUID, and the languages.</summary>
internal sealed class SchemaEndpoints(RegistryReader reader, ApiPages pages, bool hasAssociations)
{
    private const string ById = "/schemas/ids/{id}";
    private const string ByGuid = "/schemas/guids/{guid}";

    private static readonly string[] ListParameters =
    [
        "subjectPrefix", "aliases", "deleted", "latestOnly", "ruleType", "resourceType", "associationType", "lifecycle",
        "offset", "limit",
    ];

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/schemas", ListParameters, List),
        new("GET", "/schemas/types", [], _ => new(ApiAnswer.Texts(reader.Types.Select(type => type.ToName())))),
        new("GET", ById, ["subject", "format", "referenceFormat", "fetchMaxId", "findTags"], Get),
        new("GET", ById + "/schema", ["subject", "format"], GetText),
        new("GET", ById + "/subjects", ["subject", "deleted", "offset", "limit"], ListSubjects),
        new("GET", ById + "/versions", ["subject", "deleted", "offset", "limit"], ListVersions),
        new("GET", ByGuid, ["format"], GetByGuid),
        new("GET", ByGuid + "/ids", [], ListIds),
    ];

    /// <summary>Unlike <c>/subjects</c>, the default context only unless a prefix is given.</summary>
    private ValueTask<ApiAnswer> List(ApiRequest request)
    {
        var listing = new SchemaListing
        {
            Prefix = SubjectPrefix.Parse(request.Query("subjectPrefix")),
            Deleted = request.Deleted,
            LatestOnly = request.Flag("latestOnly"),
            WithAliases = request.Flag("aliases"),
            RuleType = request.Query("ruleType"),
            Associations = hasAssociations ? AssociationQuery.Selection(request) : null,
        };
        var page = request.Page(reader.ListSchemas(listing), pages.Schemas).ToList();
        return new(ApiAnswer.Json(json =>
        {
            json.WriteStartArray();
            foreach (var listed in page)
                EntityJson.WriteListed(json, listed, reader.Text(listed.Version.Content));
            json.WriteEndArray();
        }));
    }

    private ValueTask<ApiAnswer> Get(ApiRequest request)
    {
        var answer = Find(request);
        var owner = answer.Holder.Subject;
        var references = request.Query("referenceFormat").Equals("qualified", StringComparison.OrdinalIgnoreCase)
            ? SchemaJson.Qualify(answer.Content.References, owner)
            : answer.Content.References;
        var text = reader.Text(owner, answer.Content, request.Query("format"));
        int? maxId = request.Flag("fetchMaxId") ? reader.HighestId(owner.Context) : null;
        var tags = reader.FindTags(owner, answer.Content, request.Queries("findTags"));
        return new(ApiAnswer.Json(json => EntityJson.WriteById(json, answer, text, references, maxId, tags)) with
        {
            CacheControl = maxId is null ? CacheRules.SchemaOfId : CacheRules.Validated,
        });
    }

    /// <summary>An id that is not there answers 40403, where Confluent's server fails with 500.</summary>
    private ValueTask<ApiAnswer> GetText(ApiRequest request)
    {
        var answer = Find(request);
        var text = reader.Text(answer.Holder.Subject, answer.Content, request.Query("format"));

        // In which context a subject's id is found depends on what is registered later, and a format on how this
        // version of the server prints.
        var isFixed = SubjectOf(request) is null or { IsContext: true } or { IsInDefaultContext: false }
            && !request.HasQuery("format");
        return new(ApiAnswer.Text(text) with { CacheControl = isFixed ? CacheRules.Immutable : CacheRules.Validated });
    }

    private ValueTask<ApiAnswer> ListSubjects(ApiRequest request) =>
        new(ApiAnswer.Texts(request
            .Page(VisibleHolders(request), pages.Subjects)
            .Select(holder => holder.Subject.ToString())));

    private ValueTask<ApiAnswer> ListVersions(ApiRequest request)
    {
        var holders = request.Page(VisibleHolders(request), pages.Versions).ToList();
        return new(ApiAnswer.Json(json =>
        {
            json.WriteStartArray();
            foreach (var holder in holders)
            {
                json.WriteStartObject();
                json.WriteString("subject", holder.Subject.ToString());
                json.WriteNumber("version", holder.Version);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));
    }

    private ValueTask<ApiAnswer> GetByGuid(ApiRequest request)
    {
        var text = request.Value("guid");
        var content = Guid.TryParse(text, out var guid) ? reader.FindGuid(guid) : null;
        if (content is null)
            throw new RegistryException(RegistryErrorCode.SchemaIdNotFound) { Text = text };
        var owner = reader.FindGuidIds(guid)
            .Select(found => reader.FindId(found.Id, new QualifiedSubject(found.Context, "")))
            .First(found => found is not null)!.Holder.Subject;
        var schema = reader.Text(owner, content, request.Query("format"));
        return new(ApiAnswer.Json(json => EntityJson.WriteByGuid(json, content, schema)) with
        {
            CacheControl = request.HasQuery("format") ? CacheRules.Validated : CacheRules.Immutable,
        });
    }

    private ValueTask<ApiAnswer> ListIds(ApiRequest request)
    {
        var found = Guid.TryParse(request.Value("guid"), out var guid) ? reader.FindGuidIds(guid) : [];
        return new(ApiAnswer.Json(json =>
        {
            json.WriteStartArray();
            foreach (var (context, id) in found)
            {
                json.WriteStartObject();
                json.WriteString("context", context);
                json.WriteNumber("id", id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));
    }

    private IdAnswer Find(ApiRequest request)
    {
        var id = request.Number("id");
        return reader.FindId(id, SubjectOf(request))
            ?? throw new RegistryException(RegistryErrorCode.SchemaIdNotFound)
            {
                Text = id.ToString(CultureInfo.InvariantCulture),
            };
    }

    /// <summary>The subject only chooses the context; it does not filter.</summary>
    private IEnumerable<SchemaHolder> VisibleHolders(ApiRequest request)
    {
        var answer = reader.FindId(request.Number("id"), SubjectOf(request))
            ?? throw new RegistryException(RegistryErrorCode.SchemaNotFound);
        var showsDeleted = request.Flag("deleted");
        return answer.Holders.Where(holder =>
            reader.FindSubject(holder.Subject)?.Find(holder.Version) is { } version
                && (showsDeleted || !version.IsDeleted));
    }

    private static QualifiedSubject? SubjectOf(ApiRequest request) =>
        request.Query("subject") is { Length: > 0 } subject ? QualifiedSubject.Parse(subject) : null;
}
