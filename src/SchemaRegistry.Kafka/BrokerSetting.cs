using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka;

/// <summary>One setting of the broker under Kafka's name; its value lives in a <see cref="BrokerSetup"/>.</summary>
/// <param name="Name">Kafka's name.</param>
/// <param name="Rule">Which values it may have.</param>
/// <param name="Documentation">One sentence for the user.</param>
/// <param name="Read">The value as text.</param>
/// <param name="Write">The setup with another value, which the rule accepts.</param>
internal sealed record BrokerSetting(
    string Name,
    SettingRule Rule,
    string Documentation,
    Func<BrokerSetup, string> Read,
    Func<BrokerSetup, string, BrokerSetup> Write);
