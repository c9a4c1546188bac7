using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Deletes topics by name, from version 6 on also by id, and what groups had committed for them.
/// </summary>
internal sealed class DeleteTopicsHandler(BrokerScope scope, GroupCoordinator groups)
    : ApiHandler<DeleteTopicsRequest, DeleteTopicsResponse>
{
    private const short TopicStatesSince = 6;

    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        DeleteTopicsRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var wanted = request.Version >= TopicStatesSince
            ? message.Topics
            : Array.ConvertAll(message.TopicNames, name => new DeleteTopicState { Name = name });
        var results = new DeletableTopicResult[wanted.Length];
        for (var index = 0; index < wanted.Length; index++)
            results[index] = await DeleteAsync(wanted[index], cancellationToken);

        return Ready(request, new DeleteTopicsResponse { Responses = results });
    }

    private async ValueTask<DeletableTopicResult> DeleteAsync(
        DeleteTopicState wanted, CancellationToken cancellationToken)
    {
        if (wanted.Name is not null && wanted.TopicId != Guid.Empty)
            return Refusal(
                wanted, ErrorCode.InvalidRequest, "A topic is named either by its name or by its id, not by both.");

        Topic? topic;
        if (wanted.Name is { } name)
        {
            if (!scope.Log.TryGet(name, out topic))
                return Refusal(wanted, ErrorCode.UnknownTopicOrPartition, $"There is no topic '{name}'.");
        }
        else if (!scope.Log.TryGet(wanted.TopicId, out topic))
            return Refusal(wanted, ErrorCode.UnknownTopicId, "There is no topic with this id.");

        if (InternalTopics.Contains(topic.Name))
            return Refusal(wanted, ErrorCode.InvalidTopic, InternalTopics.Refusal(topic.Name));

        var error = await scope.Log.DeleteAsync(topic, cancellationToken);
        if (error != LogError.None)
            return Refusal(wanted, LogErrors.CodeOf(error), LogErrors.TextOf(error, topic.Name));

        await groups.ForgetTopicAsync(topic.Name);
        return new DeletableTopicResult { Name = topic.Name, TopicId = topic.Id };
    }

    private static DeletableTopicResult Refusal(DeleteTopicState wanted, ErrorCode error, string reason) => new()
    {
        Name = wanted.Name,
        TopicId = wanted.TopicId,
        ErrorCode = (short)error,
        ErrorMessage = ErrorTexts.Shorten(reason),
    };
}
