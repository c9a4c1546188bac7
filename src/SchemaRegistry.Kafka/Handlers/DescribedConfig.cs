using SchemaRegistry.Kafka.Wire.Messages;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>One setting as DescribeConfigs tells it.</summary>
/// <param name="Name">Kafka's name.</param>
/// <param name="Kind">What the value is.</param>
/// <param name="Documentation">One sentence; null for a setting that is not known.</param>
/// <param name="Levels">The values that it has, the one that counts first, each with its origin; never empty.</param>
internal sealed record DescribedConfig(
    string Name, SettingKind Kind, string? Documentation, DescribeConfigsSynonym[] Levels)
{
    public string? Value => Levels[0].Value;

    public sbyte Source => Levels[0].Source;

    /// <summary>All settings of a topic, those that are not known last.</summary>
    public static IEnumerable<DescribedConfig> OfTopic(TopicConfig config)
    {
        foreach (var setting in TopicSettings.All)
            yield return new(setting.Name, setting.Rule.Kind, setting.Documentation, [.. LevelsOf(setting, config)]);
        foreach (var (name, value) in config.Values)
        {
            if (!TopicSettings.TryFind(name, out _))
                yield return new(name, SettingKind.Text, null, [Level(name, value, ConfigSource.Topic)]);
        }
    }

    public static IEnumerable<DescribedConfig> OfBroker(BrokerSetup setup)
    {
        foreach (var setting in BrokerSettings.All)
        {
            var (value, otherwise) = (setting.Read(setup), setting.Read(BrokerSetup.Default));
            var fallback = Level(setting.Name, otherwise, ConfigSource.Default);
            yield return new(
                setting.Name,
                setting.Rule.Kind,
                setting.Documentation,
                value == otherwise ? [fallback] : [Level(setting.Name, value, ConfigSource.StaticBroker), fallback]);
        }
    }

    /// <summary>Names other than the topic's own are those of the broker's settings behind it, as in Kafka.</summary>
    private static IEnumerable<DescribeConfigsSynonym> LevelsOf(TopicSetting setting, TopicConfig config)
    {
        var name = setting.BrokerName ?? setting.Name;
        if (config.Values.TryGetValue(setting.Name, out var own))
            yield return Level(setting.Name, own, ConfigSource.Topic);
        if (config.Inherited.TryGetValue(setting.Name, out var inherited))
            yield return Level(name, inherited, ConfigSource.StaticBroker);
        yield return Level(name, setting.Default, ConfigSource.Default);
    }

    private static DescribeConfigsSynonym Level(string name, string value, ConfigSource source) =>
        new() { Name = name, Value = value, Source = (sbyte)source };
}
