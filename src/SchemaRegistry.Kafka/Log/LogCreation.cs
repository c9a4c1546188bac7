namespace SchemaRegistry.Kafka.Log;

/// <summary>Either the topic that was created, or why it was not.</summary>
public readonly record struct LogCreation(ILogTopic? Topic, LogRefusal? Refusal);
