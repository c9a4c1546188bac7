using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Describes the one node, the cluster and the topics. A topic that is named and missing is created before the answer
/// when the request and the broker allow it; Kafka answers LEADER_NOT_AVAILABLE first and lets the client ask again.
/// </summary>
internal sealed class MetadataHandler(BrokerScope scope) : ApiHandler<MetadataRequest, MetadataResponse>
{
    // Versions 10 and 11 have ids in the request, but no null names in the answer.
    private const short ByIdSince = 12;

    // "Not asked for", the default of both bit fields: this broker has no authorization that could answer them.
    private const int NoAuthorizedOperations = int.MinValue;

    private static readonly int[] OnlyNode = [BrokerScope.NodeId];

    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        MetadataRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var address = scope.AddressFor(request.Connection);
        var response = new MetadataResponse
        {
            Brokers = [new() { NodeId = BrokerScope.NodeId, Host = address.Host, Port = address.Port }],
            ClusterId = scope.Log.ClusterId,
            ControllerId = BrokerScope.NodeId,
            ClusterAuthorizedOperations = NoAuthorizedOperations,
            Topics = WantsAll(message, request.Version)
                ? DescribeAll()
                : await DescribeNamedAsync(message, request.Version, cancellationToken),
        };
        return Ready(request, response);
    }

    private static bool WantsAll(MetadataRequest message, short version) =>
        message.Topics is null || (version == 0 && message.Topics.Length == 0);

    private MetadataResponseTopic[] DescribeAll()
    {
        var topics = scope.Log.Topics;
        var described = new MetadataResponseTopic[topics.Count];
        var index = 0;
        foreach (var topic in topics)
            described[index++] = Describe(topic);

        return described;
    }

    private async ValueTask<MetadataResponseTopic[]> DescribeNamedAsync(
        MetadataRequest message, short version, CancellationToken cancellationToken)
    {
        var wanted = message.Topics!;
        var described = new MetadataResponseTopic[wanted.Length];
        for (var index = 0; index < wanted.Length; index++)
        {
            described[index] = wanted[index].Name is { } name
                ? await DescribeNamedAsync(name, message.AllowAutoTopicCreation, cancellationToken)
                : DescribeById(wanted[index].TopicId, version);
        }

        return described;
    }

    private async ValueTask<MetadataResponseTopic> DescribeNamedAsync(
        string name, bool mayCreate, CancellationToken cancellationToken)
    {
        if (scope.Log.TryGet(name, out var topic))
            return Describe(topic);

        if (!TopicName.IsValid(name))
            return Missing(ErrorCode.InvalidTopic, name, Guid.Empty);

        if (!mayCreate || !scope.Options.AutoCreateTopics || InternalTopics.Contains(name))
            return Missing(ErrorCode.UnknownTopicOrPartition, name, Guid.Empty);

        if (InternalTopics.Reserve(name))
            return Missing(ErrorCode.InvalidTopic, name, Guid.Empty);

        // The topic is there too when another connection has created it between the look and the attempt.
        var creation = await scope.Log.CreateAsync(
            name, scope.Options.DefaultPartitions, TopicConfig.Default, cancellationToken);
        return creation.Topic is { } created
            ? Describe(created)
            : Missing(LogErrors.CodeOf(creation.Error), name, Guid.Empty);
    }

    private MetadataResponseTopic DescribeById(Guid id, short version)
    {
        if (version < ByIdSince)
            return Missing(ErrorCode.InvalidRequest, "", id);

        return scope.Log.TryGet(id, out var topic) ? Describe(topic) : Missing(ErrorCode.UnknownTopicId, null, id);
    }

    private static MetadataResponseTopic Missing(ErrorCode error, string? name, Guid id) => new()
    {
        ErrorCode = (short)error,
        Name = name,
        TopicId = id,
        TopicAuthorizedOperations = NoAuthorizedOperations,
    };

    private static MetadataResponseTopic Describe(Topic topic)
    {
        var partitions = new MetadataResponsePartition[topic.Partitions.Count];
        for (var index = 0; index < partitions.Length; index++)
        {
            partitions[index] = new MetadataResponsePartition
            {
                PartitionIndex = index,
                LeaderId = BrokerScope.NodeId,
                LeaderEpoch = topic.Partitions[index].LeaderEpoch,
                ReplicaNodes = OnlyNode,
                IsrNodes = OnlyNode,
            };
        }

        return new MetadataResponseTopic
        {
            Name = topic.Name,
            TopicId = topic.Id,
            IsInternal = InternalTopics.Contains(topic.Name),
            Partitions = partitions,
            TopicAuthorizedOperations = NoAuthorizedOperations,
        };
    }
}
