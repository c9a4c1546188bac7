namespace SchemaRegistry.TopicLog.Topics;

/// <summary>The topic, or why there is none.</summary>
public readonly record struct TopicCreation(LogError Error, Topic? Topic = null);
