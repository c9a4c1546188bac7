using System.Globalization;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Errors;
using SchemaRegistry.Server.Routing;
using SchemaRegistry.Server.Telemetry;

namespace SchemaRegistry.Server.Endpoints;

/// <summary>
/// Batches of reads and writes of associations. Each request of a batch stands for itself and has its answer, or its
/// error, in its place; the batch as a whole answers 207.
/// </summary>
internal sealed class AssociationBatchEndpoints(
    AssociationReader reader, AssociationWriter writer, ServerMetrics metrics)
{
    private const int MultiStatus = 207;
    private const int InvalidAssociationCode = 42212;

    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/associations:batchGet", ["includeSchemas"], GetAsync),
        new("POST", "/associations:batchMutate", ["context", "dryRun"], MutateAsync),
    ];

    private async ValueTask<ApiAnswer> GetAsync(ApiRequest request)
    {
        var requests = ReadRequests(await request.ReadBodyAsync());
        var includesSchemas = request.Flag("includeSchemas");
        var results = new List<BatchResult>(requests.Count);
        foreach (var body in requests)
            results.Add(await AnswerAsync(() => new(Find(body, includesSchemas))));
        return ToAnswer(results);
    }

    private async ValueTask<ApiAnswer> MutateAsync(ApiRequest request)
    {
        var mutations = ReadRequests(await request.ReadBodyAsync())
            .Select(body => new AssociationMutation
            {
                Resource = AssociationBody.ReadResource(body),
                Operations = AssociationBody.ReadOperations(body),
                Context = AssociationQuery.Context(request),
                IsDryRun = request.Flag("dryRun"),
            })
            .ToList();
        var results = new List<BatchResult>(mutations.Count);
        foreach (var mutation in mutations)
            results.Add(await AnswerAsync(() => new(writer.MutateAsync(mutation, request.Aborted))));
        for (var count = results.Sum(result => result.Answer?.RegisteredCount ?? 0); count > 0; count--)
            metrics.Registered();
        return ToAnswer(results);
    }

    private AssociationAnswer Find(ApiBody body, bool includesSchemas)
    {
        var sent = AssociationBody.ReadResource(body);
        var filter = new AssociationFilter
        {
            ResourceType = string.IsNullOrEmpty(sent.Type) ? AssociatedResource.Topic : sent.Type,
            Kinds = [.. body.Texts("associationTypes") ?? []],
            Lifecycle = AssociationBody.ReadLifecycle(body),
        };
        var found = Find(sent, filter);
        var resource = found.Count > 0
            ? found[0].Resource
            : new AssociatedResource(sent.Name ?? "", sent.Namespace ?? "", sent.Id, filter.ResourceType);
        return new AssociationAnswer(
            resource,
            includesSchemas
                ? reader.WithSchemas(found)
                : [.. found.Select(association => new AnsweredAssociation(association, Schema: null))]);
    }

    /// <summary>By the id, else by the name; then the name must stand for one resource.</summary>
    private IReadOnlyList<Association> Find(ResourceRequest resource, AssociationFilter filter)
    {
        if (!string.IsNullOrEmpty(resource.Id))
            return reader.OfResource(resource.Id, filter);
        if (string.IsNullOrEmpty(resource.Name))
            throw Invalid("resourceId", "either resourceId or resourceName must be specified");
        if (string.IsNullOrEmpty(resource.Namespace))
            throw Invalid("resourceNamespace", "resourceNamespace is required when resourceName is specified");
        var found = reader.Named(resource.Namespace, resource.Name, filter);
        return found.Count < 2 || found.All(association => association.Resource.Id == found[0].Resource.Id)
            ? found
            : throw Invalid(
                "resourceName", $"'{resource.Name}' names several resources; ask for each by its resourceId");
    }

    private static IReadOnlyList<ApiBody> ReadRequests(ApiBody body)
    {
        var requests = body.Objects("requests");
        if (requests is null || requests.Count == 0)
            throw Invalid("requests", "cannot be null or empty");
        return requests.Count <= ServerLimits.MaxBatchRequests
            ? requests
            : throw Invalid(
                "requests",
                $"cannot be more than {ServerLimits.MaxBatchRequests.ToString(CultureInfo.InvariantCulture)}; "
                    + "send them in several batches");
    }

    private static async Task<BatchResult> AnswerAsync(Func<ValueTask<AssociationAnswer>> run)
    {
        try
        {
            return new BatchResult(await run(), Error: null);
        }
        catch (RegistryException e) when (e.Code is not RegistryErrorCode.Stopping)
        {
            var error = ErrorTable.Find(e);

            // In a batch the API counts a schema that is not valid among the faults of the association.
            return new BatchResult(
                Answer: null,
                ErrorTable.IsInvalidSchema(e) ? error with { Code = InvalidAssociationCode } : error);
        }
    }

    private static ApiAnswer ToAnswer(IReadOnlyList<BatchResult> results) => new(
        MultiStatus,
        ApiAnswer.ToBytes(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("results");
            foreach (var result in results)
                AssociationJson.WriteResult(json, result);
            json.WriteEndArray();
            json.WriteEndObject();
        }));

    private static RegistryException Invalid(string property, string detail) =>
        new(RegistryErrorCode.InvalidAssociation) { Text = property, Details = [detail] };
}
