using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Errors;
using SchemaRegistry.Server.Routing;
using SchemaRegistry.Server.Telemetry;

namespace SchemaRegistry.Server.Endpoints;

/// <summary><c>/associations</c>: which subjects a topic has its keys and values by.</summary>
internal sealed class AssociationEndpoints(
    AssociationReader reader, AssociationWriter writer, ApiPages pages, ServerMetrics metrics)
{
    private const string ByResource = "/associations/resources/{resourceId}";

    private static readonly string[] ListParameters = ["resourceType", "associationType", "lifecycle", "offset", "limit"];

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/associations/subjects/{subject}", ListParameters, ListOfSubject),
        new("GET", ByResource, ListParameters, ListOfResource),
        new("GET", "/associations/resources/{resourceNamespace}/{resourceName}", ListParameters, ListNamed),
        new("POST", "/associations", ["context", "dryRun"], CreateAsync),
        new("PUT", ByResource, ["context", "dryRun"], UpsertAsync),
        new("DELETE", ByResource, ["resourceType", "associationType", "cascadeLifecycle", "dryRun"], DeleteAsync),
    ];

    private ValueTask<ApiAnswer> ListOfSubject(ApiRequest request) =>
        new(List(request, reader.OfSubject(request.Subject, AssociationQuery.ListFilter(request))));

    private ValueTask<ApiAnswer> ListOfResource(ApiRequest request) =>
        new(List(request, reader.OfResource(request.Value("resourceId"), AssociationQuery.ListFilter(request))));

    private ValueTask<ApiAnswer> ListNamed(ApiRequest request) => new(List(
        request,
        reader.Named(
            request.Value("resourceNamespace"), request.Value("resourceName"), AssociationQuery.ListFilter(request))));

    private async ValueTask<ApiAnswer> CreateAsync(ApiRequest request)
    {
        var body = await request.ReadBodyAsync();
        return await WriteAsync(request, AssociationWriteKind.Create, body, AssociationBody.ReadResource(body));
    }

    private async ValueTask<ApiAnswer> UpsertAsync(ApiRequest request)
    {
        var id = request.Value("resourceId");
        var body = await request.ReadBodyAsync();
        var resource = AssociationBody.ReadResource(body);
        if (resource.Id is not null && resource.Id != id)
            throw new RegistryException(RegistryErrorCode.InvalidAssociation)
            {
                Text = "resourceId",
                Details = ["Resource ID in the path parameter does not match the resource ID in the request body"],
            };
        return await WriteAsync(request, AssociationWriteKind.Upsert, body, resource with { Id = id });
    }

    private async Task<ApiAnswer> WriteAsync(
        ApiRequest request, AssociationWriteKind kind, ApiBody body, ResourceRequest resource)
    {
        var write = new AssociationWrite
        {
            Resource = resource,
            Kind = kind,
            Entries = AssociationBody.ReadEntries(body),
            Context = AssociationQuery.Context(request),
            IsDryRun = request.Flag("dryRun"),
        };
        var answer = await writer.WriteAsync(write, request.Aborted);
        for (var count = 0; count < answer.RegisteredCount; count++)
            metrics.Registered();
        return ApiAnswer.Json(json => AssociationJson.WriteAnswer(json, answer));
    }

    private async ValueTask<ApiAnswer> DeleteAsync(ApiRequest request)
    {
        var delete = new AssociationDelete
        {
            ResourceId = request.Value("resourceId"),
            Filter = AssociationQuery.Filter(request),
            Cascades = request.Flag("cascadeLifecycle"),
            IsDryRun = request.Flag("dryRun"),
        };
        await writer.DeleteAsync(delete, request.Aborted);
        return ApiAnswer.NoContent;
    }

    private ApiAnswer List(ApiRequest request, IEnumerable<Association> associations)
    {
        var page = request.Page(associations, pages.Schemas).ToList();
        return ApiAnswer.Json(json => AssociationJson.WriteList(json, page));
    }
}
