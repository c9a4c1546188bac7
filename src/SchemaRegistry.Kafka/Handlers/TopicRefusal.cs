using SchemaRegistry.TopicLog;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Why a topic cannot be created: the code, and the sentence for the user.</summary>
internal sealed record TopicRefusal(ErrorCode Error, string Reason)
{
    public static TopicRefusal? Of(LogError error, string topic) =>
        error == LogError.None ? null : new TopicRefusal(LogErrors.CodeOf(error), LogErrors.TextOf(error, topic));
}
