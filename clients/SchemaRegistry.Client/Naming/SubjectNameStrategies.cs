namespace SchemaRegistry.Client.Naming;

/// <summary>The subject names that all clients know. Safe for use from any thread.</summary>
public static class SubjectNameStrategies
{
    /// <summary><c>TOPIC-key</c> or <c>TOPIC-value</c>: one schema history per topic and part. The usual one.</summary>
    public static ISubjectNameStrategy Topic { get; } = new TopicName();

    /// <summary>The record's full name: one schema history per type, whichever topics it goes to.</summary>
    public static ISubjectNameStrategy Record { get; } = new RecordName();

    /// <summary>
    /// <c>TOPIC-</c> and the record's full name: several types in a topic, each with its own history.
    /// </summary>
    public static ISubjectNameStrategy TopicRecord { get; } = new TopicRecordName();

    private static string RequireName(string? recordName, in SerializationContext context) =>
        recordName ?? throw new ArgumentException(
            $"The schema for topic '{context.Topic}' has no record name to make a subject of. Use the topic's name strategy, "
            + "or put the value into a record.",
            nameof(recordName));

    private sealed class TopicName : ISubjectNameStrategy
    {
        public string GetSubject(in SerializationContext context, string? recordName) => GetSubjectOfTopic(context);

        public string GetSubjectOfTopic(in SerializationContext context) =>
            context.Part == RecordPart.Key ? $"{context.Topic}-key" : $"{context.Topic}-value";
    }

    private sealed class RecordName : ISubjectNameStrategy
    {
        public string GetSubject(in SerializationContext context, string? recordName) =>
            RequireName(recordName, context);

        public string? GetSubjectOfTopic(in SerializationContext context) => null;
    }

    private sealed class TopicRecordName : ISubjectNameStrategy
    {
        public string GetSubject(in SerializationContext context, string? recordName) =>
            $"{context.Topic}-{RequireName(recordName, context)}";

        public string? GetSubjectOfTopic(in SerializationContext context) => null;
    }
}
