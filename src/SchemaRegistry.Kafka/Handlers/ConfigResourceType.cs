namespace SchemaRegistry.Kafka.Handlers;

/// <summary>What can have settings; the numbers are the protocol's.</summary>
internal enum ConfigResourceType : sbyte
{
    Topic = 2,
    Broker = 4,
    BrokerLogger = 8,
}
