using SchemaRegistry.TopicLog;

namespace SchemaRegistry.Kafka;

/// <summary>All that Kafka calls the settings of a broker, wherever they act: here or in the log. Immutable.</summary>
public sealed record BrokerSetup(KafkaBrokerOptions Broker, LogOptions Log)
{
    /// <summary>What holds where nothing is set.</summary>
    public static readonly BrokerSetup Default = new(new KafkaBrokerOptions(), new LogOptions());

    /// <summary>The setup with one setting more, or null with a sentence about what is wrong with it.</summary>
    public BrokerSetup? TryWith(string name, string value, out string? problem)
    {
        if (!BrokerSettings.TryFind(name, out var setting))
        {
            problem = $"There is no broker setting '{name}'. There are: {string.Join(", ", BrokerSettings.All.Select(known => known.Name))}.";
            return null;
        }

        if (!setting.Rule.Accepts(value))
        {
            problem = $"The broker setting {name} is '{value}'; it must be {setting.Rule.Text}.";
            return null;
        }

        problem = null;
        return setting.Write(this, value);
    }

    /// <summary>A sentence about settings that contradict each other; null when none do.</summary>
    public string? FindConflict() => Broker.GroupMinSessionTimeout > Broker.GroupMaxSessionTimeout
        ? "The broker setting group.min.session.timeout.ms is larger than group.max.session.timeout.ms; give both."
        : null;
}
