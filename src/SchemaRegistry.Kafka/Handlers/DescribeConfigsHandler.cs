using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Tells the settings of topics and of the broker, all or those that are named; names not known are left out. A
/// resource is answered once, so that a small request can not ask for an answer without bounds.
/// </summary>
internal sealed class DescribeConfigsHandler(BrokerScope scope)
    : ApiHandler<DescribeConfigsRequest, DescribeConfigsResponse>
{
    protected override ValueTask<PendingResponse?> ExecuteAsync(
        DescribeConfigsRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var results = new DescribeConfigsResult[message.Resources.Length];
        var described = new HashSet<(sbyte, string)>();
        for (var index = 0; index < results.Length; index++)
        {
            var resource = message.Resources[index];
            if (index >= KafkaLimits.MaxListedTopics)
                results[index] = Result(resource, Refuse($"more than {KafkaLimits.MaxListedTopics} resources"));
            else if (!described.Add((resource.ResourceType, resource.ResourceName)))
                results[index] = Result(resource, Refuse("this resource more than once"));
            else
                results[index] = Describe(resource, message);
        }

        return new(Ready(request, new DescribeConfigsResponse { Results = results }));
    }

    private static AdminRefusal Refuse(string what) =>
        new(ErrorCode.InvalidRequest, $"The request names {what}; ask in several requests.");

    private static DescribeConfigsResult Result(DescribeConfigsResource resource, AdminRefusal? refusal) => new()
    {
        ErrorCode = (short)(refusal?.Error ?? ErrorCode.None),
        ErrorMessage = refusal is null ? null : ErrorTexts.Shorten(refusal.Reason),
        ResourceType = resource.ResourceType,
        ResourceName = resource.ResourceName,
    };

    private DescribeConfigsResult Describe(DescribeConfigsResource resource, DescribeConfigsRequest message)
    {
        var refusal = ConfigResources.Find(scope, resource.ResourceType, resource.ResourceName, out var topic);
        var result = Result(resource, refusal);
        if (refusal is not null)
            return result;

        // What is fixed when the broker starts is read-only.
        var (configs, isReadOnly) = topic is null
            ? (DescribedConfig.OfBroker(scope.Setup), true)
            : (DescribedConfig.OfTopic(topic.Config), false);
        var wanted = resource.ConfigurationKeys?.ToHashSet(StringComparer.Ordinal);
        result.Configs =
        [
            .. configs
                .Where(config => wanted is null || wanted.Contains(config.Name))
                .Select(config => Describe(config, isReadOnly, message)),
        ];
        return result;
    }

    private static DescribeConfigsResourceResult Describe(
        DescribedConfig config, bool isReadOnly, DescribeConfigsRequest message) => new()
    {
        Name = config.Name,
        Value = config.Value,
        ReadOnly = isReadOnly,
        ConfigSource = config.Source,
        ConfigType = (sbyte)config.Kind,
        Synonyms = message.IncludeSynonyms ? config.Levels : [],
        Documentation = message.IncludeDocumentation ? config.Documentation : null,
    };
}
