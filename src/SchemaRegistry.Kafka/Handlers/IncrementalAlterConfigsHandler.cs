using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Changes single settings of topics (KIP-339).</summary>
internal sealed class IncrementalAlterConfigsHandler(BrokerScope scope)
    : ApiHandler<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse>
{
    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        IncrementalAlterConfigsRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var resources = message.Resources;
        var changes = new ConfigChanges(
            scope, resources.Select(resource => (resource.ResourceType, resource.ResourceName)), message.ValidateOnly);
        var responses = new IncrementalAlterConfigsResourceResponse[resources.Length];
        for (var index = 0; index < resources.Length; index++)
        {
            var (type, name) = (resources[index].ResourceType, resources[index].ResourceName);
            var edit = ConfigEdits.Change(resources[index].Configs, scope.Options.UnknownTopicSettings);
            var refusal = await changes.ApplyAsync((type, name), edit, cancellationToken);
            responses[index] = new IncrementalAlterConfigsResourceResponse
            {
                ErrorCode = (short)(refusal?.Error ?? ErrorCode.None),
                ErrorMessage = refusal is null ? null : ErrorTexts.Shorten(refusal.Reason),
                ResourceType = type,
                ResourceName = name,
            };
        }

        return Ready(request, new IncrementalAlterConfigsResponse { Responses = responses });
    }
}
