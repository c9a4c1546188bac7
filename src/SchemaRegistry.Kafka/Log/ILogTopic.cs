namespace SchemaRegistry.Kafka.Log;

/// <summary>One topic; its id differs from that of any earlier topic of the same name.</summary>
public interface ILogTopic
{
    string Name { get; }

    Guid Id { get; }

    /// <summary>The partitions by index; never empty.</summary>
    IReadOnlyList<ILogPartition> Partitions { get; }

    /// <summary>The configuration in force, by key.</summary>
    IReadOnlyList<LogConfigEntry> Configs { get; }
}
