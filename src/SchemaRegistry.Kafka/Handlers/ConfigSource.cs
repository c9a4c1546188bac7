namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Where the value of a setting comes from; the numbers are those of DescribeConfigs.</summary>
internal enum ConfigSource : sbyte
{
    Topic = 1,

    /// <summary>The broker was started with it.</summary>
    StaticBroker = 4,
    Default = 5,
}
