namespace SchemaRegistry.TopicLog.Topics;

/// <summary>One setting that a topic can have, under Kafka's name. Immutable.</summary>
/// <param name="Name">Kafka's name.</param>
/// <param name="Rule">Which values it may have.</param>
/// <param name="Default">The value where neither the topic nor the log says one.</param>
/// <param name="Documentation">One sentence for the user.</param>
public sealed record TopicSetting(string Name, SettingRule Rule, string Default, string Documentation)
{
    /// <summary>The name under which Kafka's brokers set the default of all topics; null when there is none.</summary>
    public string? BrokerName { get; init; }
}
