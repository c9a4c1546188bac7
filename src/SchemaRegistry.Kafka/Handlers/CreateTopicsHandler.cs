using SchemaRegistry.Kafka.Log;
using SchemaRegistry.Kafka.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Creates topics, each on its own: one that is refused does not stop the others. Any replication factor from 1 on is accepted and
/// becomes 1, because scripts and applications that ask for 3 are common and the answer says what they got.
/// </summary>
internal sealed class CreateTopicsHandler(BrokerScope scope) : ApiHandler<CreateTopicsRequest, CreateTopicsResponse>
{
    private const short OnlyReplicationFactor = 1;

    // Where a setting comes from, as DescribeConfigs says it.
    private const sbyte TopicSource = 1;
    private const sbyte DefaultSource = 5;

    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        CreateTopicsRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var results = new CreatableTopicResult[message.Topics.Length];
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < results.Length; index++)
        {
            var wanted = message.Topics[index];
            results[index] = names.Add(wanted.Name)
                ? await CreateAsync(wanted, message.ValidateOnly, cancellationToken)
                : Refusal(wanted.Name, new(ErrorCode.InvalidRequest, "The request names this topic more than once."));
        }

        return Ready(request, new CreateTopicsResponse { Topics = results });
    }

    private async ValueTask<CreatableTopicResult> CreateAsync(
        CreatableTopic wanted, bool validateOnly, CancellationToken cancellationToken)
    {
        var refusal = TopicWish.ReadConfigs(wanted, out var configs);
        refusal = TopicWish.CountPartitions(wanted, scope.Options.DefaultPartitions, out var count) ?? refusal;
        if (refusal is not null)
            return Refusal(wanted.Name, refusal);

        var shape = new LogTopicShape(wanted.Name, count, configs);
        if (scope.Log.Validate(shape) is { } invalid)
            return Refusal(wanted.Name, invalid);

        if (validateOnly)
            return Accepted(wanted.Name, count);

        var creation = await scope.Log.CreateAsync(shape, cancellationToken);
        return creation.Topic is { } topic ? Created(topic) : Refusal(wanted.Name, creation.Refusal!);
    }

    private static CreatableTopicResult Created(ILogTopic topic)
    {
        var result = Accepted(topic.Name, topic.Partitions.Count);
        result.TopicId = topic.Id;
        result.Configs = new CreatableTopicConfigs[topic.Configs.Count];
        for (var index = 0; index < topic.Configs.Count; index++)
        {
            var config = topic.Configs[index];
            result.Configs[index] = new CreatableTopicConfigs
            {
                Name = config.Key,
                Value = config.Value,
                ConfigSource = config.IsDefault ? DefaultSource : TopicSource,
            };
        }

        return result;
    }

    private static CreatableTopicResult Accepted(string name, int partitions) =>
        new() { Name = name, ErrorMessage = null, NumPartitions = partitions, ReplicationFactor = OnlyReplicationFactor };

    private static CreatableTopicResult Refusal(string name, LogRefusal refusal) => new()
    {
        Name = name,
        ErrorCode = (short)refusal.Error,
        ErrorMessage = ErrorTexts.Shorten(refusal.Reason),
        Configs = null,
    };
}
