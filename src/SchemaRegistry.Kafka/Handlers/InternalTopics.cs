using SchemaRegistry.Kafka.Groups;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>The topics that the broker itself writes: clients may read them, and nothing else.</summary>
internal static class InternalTopics
{
    public static bool Contains(string topic) => topic == OffsetsTopic.Name;

    public static string Refusal(string topic) =>
        $"The topic '{topic}' is the broker's own: it is created with the first consumer group and can only be read.";
}
