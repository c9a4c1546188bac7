using SchemaRegistry.TopicLog.Topics;

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

    /// <summary>
    /// Told to those who ask, and without an effect: there is one node, and any factor is accepted as 1
    /// (default.replication.factor).
    /// </summary>
    public int DefaultReplicationFactor { get; init; } = 1;

    /// <summary>
    /// Whether topics may be given settings that are not known (unknown.topic.configs.enable, a name of this broker's
    /// own). Kafka refuses them; scripts made for Confluent Server set some.
    /// </summary>
    public UnknownSettings UnknownTopicSettings { get; init; } = UnknownSettings.Refuse;

    /// <summary>Largest request frame in bytes (socket.request.max.bytes).</summary>
    public int MaxFrameBytes { get; init; } = KafkaLimits.DefaultMaxFrameBytes;

    /// <summary>Connections at a time; one more is closed at once.</summary>
    public int MaxConnections { get; init; } = 4096;

    /// <summary>A connection without any byte in or out for so long is closed (connections.max.idle.ms).</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long an empty group waits for more members before its first rebalance (group.initial.rebalance.delay.ms).
    /// Kafka waits 3 s, which would be the longest part of a short test; the price is a second rebalance.
    /// </summary>
    public TimeSpan GroupInitialRebalanceDelay { get; init; } = TimeSpan.Zero;

    /// <summary>The shortest session timeout that a member may ask for (group.min.session.timeout.ms).</summary>
    public TimeSpan GroupMinSessionTimeout { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The longest session timeout that a member may ask for (group.max.session.timeout.ms).</summary>
    public TimeSpan GroupMaxSessionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Members of one group; one more is refused (group.max.size).</summary>
    public int GroupMaxSize { get; init; } = int.MaxValue;

    /// <summary>Offsets of a group without members are kept for so long (offsets.retention.minutes).</summary>
    public TimeSpan OffsetsRetention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Bytes of the text that may stand beside a committed offset (offset.metadata.max.bytes).</summary>
    public int OffsetMetadataMaxBytes { get; init; } = 4096;

    /// <summary>The longest timeout that a transaction may ask for (transaction.max.timeout.ms).</summary>
    public TimeSpan TransactionMaxTimeout { get; init; } = TimeSpan.FromMinutes(15);
}
