using SchemaRegistry.TopicLog;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Why an administrative request is refused: the code, and the sentence for the user.</summary>
internal sealed record AdminRefusal(ErrorCode Error, string Reason)
{
    public static AdminRefusal? Of(LogError error, string topic) =>
        error == LogError.None ? null : new AdminRefusal(LogErrors.CodeOf(error), LogErrors.TextOf(error, topic));
}
