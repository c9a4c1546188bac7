using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Gives topics more partitions, each topic on its own; one that the request names twice is refused.</summary>
internal sealed class CreatePartitionsHandler(BrokerScope scope)
    : ApiHandler<CreatePartitionsRequest, CreatePartitionsResponse>
{
    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        CreatePartitionsRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var results = new List<CreatePartitionsTopicResult>(message.Topics.Length);
        foreach (var wanted in message.Topics.GroupBy(topic => topic.Name, StringComparer.Ordinal))
        {
            var refusal = wanted.Count() > 1
                ? new AdminRefusal(ErrorCode.InvalidRequest, "The request names this topic more than once.")
                : await CreateAsync(wanted.First(), message.ValidateOnly, cancellationToken);
            results.Add(new CreatePartitionsTopicResult
            {
                Name = wanted.Key,
                ErrorCode = (short)(refusal?.Error ?? ErrorCode.None),
                ErrorMessage = refusal is null ? null : ErrorTexts.Shorten(refusal.Reason),
            });
        }

        return Ready(request, new CreatePartitionsResponse { Results = [.. results] });
    }

    private async ValueTask<AdminRefusal?> CreateAsync(
        CreatePartitionsTopic wanted, bool validateOnly, CancellationToken cancellationToken)
    {
        if (!scope.Log.TryGet(wanted.Name, out var topic))
            return AdminRefusal.Of(LogError.UnknownTopic, wanted.Name);

        if (InternalTopics.Contains(topic.Name))
            return new AdminRefusal(ErrorCode.InvalidTopic, InternalTopics.Refusal(topic.Name));

        var present = topic.Partitions.Count;
        if (CheckCount(topic, present, wanted.Count) is { } refusal)
            return refusal;

        if (CheckAssignments(wanted.Assignments, present, wanted.Count) is { } misplaced)
            return misplaced;

        if (validateOnly)
            return null;

        // Another request may have been faster: then the log refuses, for the same reason with another number.
        var error = await scope.Log.AddPartitionsAsync(topic, wanted.Count, cancellationToken);
        return error == LogError.InvalidPartitionCount
            ? CheckCount(topic, topic.Partitions.Count, wanted.Count)
            : AdminRefusal.Of(error, wanted.Name);
    }

    private static AdminRefusal? CheckCount(Topic topic, int present, int count)
    {
        if (TopicStore.CheckAddition(topic, count) == LogError.None)
            return null;

        return new AdminRefusal(
            ErrorCode.InvalidPartitions,
            count > present
                ? $"{count} partitions were asked for; at most {LogLimits.MaxPartitionCount} are possible."
                : $"The topic has {present} partitions already, and {count} were asked for; they can only become more.");
    }

    private static AdminRefusal? CheckAssignments(CreatePartitionsAssignment[]? assignments, int present, int count)
    {
        if (assignments is null)
            return null;

        if (assignments.Length != count - present)
        {
            return new AdminRefusal(
                ErrorCode.InvalidReplicaAssignment,
                $"From {present} to {count} partitions there are {count - present} more, " +
                $"and {assignments.Length} were assigned.");
        }

        return Array.Exists(assignments, assignment => assignment.BrokerIds is not [BrokerScope.NodeId])
            ? new AdminRefusal(
                ErrorCode.InvalidReplicaAssignment,
                $"A partition is assigned to other brokers than {BrokerScope.NodeId}, the only one.")
            : null;
    }
}
