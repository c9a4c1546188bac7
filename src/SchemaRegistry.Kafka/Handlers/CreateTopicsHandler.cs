using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Creates topics, each on its own: one that is refused does not stop the others. Any replication factor from 1 on is
/// accepted and becomes 1, because scripts and applications that ask for 3 are common and the answer says what they
/// got.
/// </summary>
internal sealed class CreateTopicsHandler(BrokerScope scope) : ApiHandler<CreateTopicsRequest, CreateTopicsResponse>
{
    private const short OnlyReplicationFactor = 1;

    private static readonly AdminRefusal Repeated =
        new(ErrorCode.InvalidRequest, "The request names this topic more than once.");

    private static readonly AdminRefusal TooMany = new(
        ErrorCode.InvalidRequest,
        $"The request names more than {KafkaLimits.MaxListedTopics} topics; create them in several requests.");

    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        CreateTopicsRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var results = new CreatableTopicResult[message.Topics.Length];
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < results.Length; index++)
        {
            var wanted = message.Topics[index];
            if (index >= KafkaLimits.MaxListedTopics)
                results[index] = Refusal(wanted.Name, TooMany);
            else if (!names.Add(wanted.Name))
                results[index] = Refusal(wanted.Name, Repeated);
            else
                results[index] = await CreateAsync(wanted, message.ValidateOnly, cancellationToken);
        }

        return Ready(request, new CreateTopicsResponse { Topics = results });
    }

    private async ValueTask<CreatableTopicResult> CreateAsync(
        CreatableTopic wanted, bool validateOnly, CancellationToken cancellationToken)
    {
        if (InternalTopics.Reserve(wanted.Name))
            return Refusal(wanted.Name, new(ErrorCode.InvalidTopic, InternalTopics.Refusal(wanted.Name)));

        var wishes = TopicWish.CountPartitions(wanted, scope.Options.DefaultPartitions, out var count);
        var settings = TopicWish.ReadConfigs(wanted, scope.Options.UnknownTopicSettings, out var config);
        var possible = AdminRefusal.Of(scope.Log.CheckCreation(wanted.Name, count), wanted.Name);
        if ((possible ?? wishes ?? settings) is { } refusal)
            return Refusal(wanted.Name, refusal);

        if (validateOnly)
            return Accepted(wanted.Name, count, config.Over(scope.Log.Options.TopicDefaults));

        var creation = await scope.Log.CreateAsync(wanted.Name, count, config, cancellationToken);
        return AdminRefusal.Of(creation.Error, wanted.Name) is { } failure
            ? Refusal(wanted.Name, failure)
            : Created(creation.Topic!);
    }

    private static CreatableTopicResult Created(Topic topic)
    {
        var result = Accepted(topic.Name, topic.Partitions.Count, topic.Config);
        result.TopicId = topic.Id;
        return result;
    }

    private static CreatableTopicResult Accepted(string name, int partitions, TopicConfig config) => new()
    {
        Name = name,
        ErrorMessage = null,
        NumPartitions = partitions,
        ReplicationFactor = OnlyReplicationFactor,
        Configs = [.. DescribedConfig.OfTopic(config).Select(setting => new CreatableTopicConfigs
        {
            Name = setting.Name,
            Value = setting.Value,
            ConfigSource = setting.Source,
        })],
    };

    private static CreatableTopicResult Refusal(string name, AdminRefusal refusal) => new()
    {
        Name = name,
        ErrorCode = (short)refusal.Error,
        ErrorMessage = ErrorTexts.Shorten(refusal.Reason),
        Configs = null,
    };
}
