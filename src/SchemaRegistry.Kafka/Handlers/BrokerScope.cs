using System.Diagnostics.CodeAnalysis;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>What the handlers share: the log, the options, the clock, the validator, and who this broker is.</summary>
internal sealed class BrokerScope(
    TopicStore log, KafkaBrokerOptions options, IRecordValidator? validator, TimeProvider time)
{
    /// <summary>The id of the only node; constant, so that clients find it again after a restart.</summary>
    public const int NodeId = 1;

    private static readonly AdvertisedAddress Unknown = new("127.0.0.1", 9092);

    public TopicStore Log => log;

    public KafkaBrokerOptions Options => options;

    /// <summary>The settings that count, as DescribeConfigs tells them.</summary>
    public BrokerSetup Setup => new(options, log.Options);

    public IRecordValidator? Validator => validator;

    public TimeProvider Time => time;

    /// <summary>What all connections may hold together.</summary>
    public BrokerMemory Memory { get; } = new();

    public AdvertisedAddress AddressFor(ConnectionFacts connection) =>
        options.Advertised
        ?? (connection.Local is { } local ? new AdvertisedAddress(local.Address.ToString(), local.Port) : Unknown);

    /// <summary>The partition, when the topic is there and has so many.</summary>
    public bool TryFindPartition(string topicName, int index, [NotNullWhen(true)] out Partition? partition)
    {
        partition = null;
        if (!log.TryGet(topicName, out var topic) || index < 0 || index >= topic.Partitions.Count)
            return false;

        partition = topic.Partitions[index];
        return true;
    }

    /// <summary>
    /// Whether the epoch that a client believes in is ours; -1 is a client that does not know one (KIP-320).
    /// </summary>
    public static ErrorCode CheckLeaderEpoch(int believed, int actual) => believed switch
    {
        < 0 => ErrorCode.None,
        _ when believed < actual => ErrorCode.FencedLeaderEpoch,
        _ when believed > actual => ErrorCode.UnknownLeaderEpoch,
        _ => ErrorCode.None,
    };
}
