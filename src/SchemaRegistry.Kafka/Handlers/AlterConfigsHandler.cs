using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Replaces all settings of topics.</summary>
internal sealed class AlterConfigsHandler(BrokerScope scope) : ApiHandler<AlterConfigsRequest, AlterConfigsResponse>
{
    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        AlterConfigsRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var resources = message.Resources;
        var changes = new ConfigChanges(
            scope, resources.Select(resource => (resource.ResourceType, resource.ResourceName)), message.ValidateOnly);
        var responses = new AlterConfigsResourceResponse[resources.Length];
        for (var index = 0; index < resources.Length; index++)
        {
            var (type, name) = (resources[index].ResourceType, resources[index].ResourceName);
            var edit = ConfigEdits.Replace(resources[index].Configs, scope.Options.UnknownTopicSettings);
            var refusal = await changes.ApplyAsync((type, name), edit, cancellationToken);
            responses[index] = new AlterConfigsResourceResponse
            {
                ErrorCode = (short)(refusal?.Error ?? ErrorCode.None),
                ErrorMessage = refusal is null ? null : ErrorTexts.Shorten(refusal.Reason),
                ResourceType = type,
                ResourceName = name,
            };
        }

        return Ready(request, new AlterConfigsResponse { Responses = responses });
    }
}
