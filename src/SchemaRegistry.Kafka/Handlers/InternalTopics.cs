using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>The topics that the broker itself writes: clients may read them, and nothing else.</summary>
internal static class InternalTopics
{
    public static bool Contains(string topic) => topic == OffsetsTopic.Name;

    /// <summary>
    /// Whether the name is one of theirs, or collides with it by Kafka's rule: then the topic of the groups could not
    /// be created when the first of them needs it.
    /// </summary>
    public static bool Reserve(string topic) => TopicName.Collide(topic, OffsetsTopic.Name);

    public static string Refusal(string topic) => Contains(topic)
        ? $"The topic '{topic}' is the broker's own: it is created with the first consumer group and can only be read."
        : $"'{topic}' differs only in '.' and '_' from '{OffsetsTopic.Name}', the broker's own topic; " +
            "choose another name.";

    /// <summary>The edit, except where it leaves a topic of theirs unusable.</summary>
    public static ConfigEdit Guard(ConfigEdit edit, TopicConfig defaults) =>
        (TopicConfig present, out AdminRefusal? refusal) =>
        {
            var config = edit(present, out refusal);
            if (config is null || OffsetsTopic.ProblemOf(config.Over(defaults)) is not { } problem)
                return config;
            refusal = new AdminRefusal(ErrorCode.InvalidConfig, problem);
            return null;
        };
}
