using SchemaRegistry.TopicLog;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// The changes of one request. Each resource changes on its own and as a whole; one that the request names more than
/// once is refused each time.
/// </summary>
internal sealed class ConfigChanges(
    BrokerScope scope, IEnumerable<(sbyte Type, string Name)> resources, bool validateOnly)
{
    private readonly HashSet<(sbyte Type, string Name)> _repeated =
        [.. resources.CountBy(resource => resource).Where(pair => pair.Value > 1).Select(pair => pair.Key)];

    /// <summary>Null when the change is on disk or, in a validation, would be possible.</summary>
    public async ValueTask<AdminRefusal?> ApplyAsync(
        (sbyte Type, string Name) resource, ConfigEdit edit, CancellationToken cancellationToken)
    {
        if (_repeated.Contains(resource))
            return new AdminRefusal(ErrorCode.InvalidRequest, "The request names this resource more than once.");

        var refusal = ConfigResources.Find(scope, resource.Type, resource.Name, out var topic);
        if (refusal is not null)
            return refusal;

        if (topic is null)
        {
            return new AdminRefusal(
                ErrorCode.InvalidRequest,
                "The broker's settings are fixed while it runs; set them when it is started (serve --kafka-config).");
        }

        if (InternalTopics.Contains(topic.Name))
            edit = InternalTopics.Guard(edit, scope.Log.Options.TopicDefaults);

        if (validateOnly)
        {
            edit(topic.Config, out refusal);
            return refusal;
        }

        var error = await scope.Log.ChangeConfigAsync(topic, present => edit(present, out refusal), cancellationToken);
        return error is LogError.InvalidConfig ? refusal : AdminRefusal.Of(error, topic.Name);
    }
}
