namespace SchemaRegistry.Kafka;

/// <summary>What a user may set of the broker.</summary>
public sealed record KafkaBrokerOptions
{
    /// <summary>The address in Metadata; null answers with the one that the client reached.</summary>
    public AdvertisedAddress? Advertised { get; init; }

    /// <summary>Whether Metadata creates the topics that a producer names (auto.create.topics.enable).</summary>
    public bool AutoCreateTopics { get; init; } = true;

    /// <summary>Partitions of topics that are created without a number (num.partitions).</summary>
    public int DefaultPartitions { get; init; } = 1;

    /// <summary>Largest request frame in bytes (socket.request.max.bytes).</summary>
    public int MaxFrameBytes { get; init; } = KafkaLimits.DefaultMaxFrameBytes;

    /// <summary>Connections at a time; one more is closed at once.</summary>
    public int MaxConnections { get; init; } = 4096;

    /// <summary>A connection without any byte in or out for so long is closed (connections.max.idle.ms).</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);
}
