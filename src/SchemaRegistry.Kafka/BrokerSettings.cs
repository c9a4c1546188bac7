using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka;

/// <summary>Every setting of the broker that can be given at its start and asked for at run time.</summary>
internal static class BrokerSettings
{
    /// <summary>24 days: what fits into a timer, with room to spare.</summary>
    private const long MaxTimerMs = int.MaxValue;

    /// <summary>68 years: more would leave the range of dates when it is added to one.</summary>
    private const long MaxMs = int.MaxValue * 1000L;

    /// <summary>Bytes below which not even the requests of every client's first contact would fit.</summary>
    private const int LeastFrameBytes = 1024;

    /// <summary>1 GiB: a frame is one array, and those end at 2 GiB.</summary>
    private const int MostFrameBytes = 1 << 30;

    private static readonly BrokerSetting[] Own =
    [
        Broker("auto.create.topics.enable", SettingRule.Boolean,
            "Whether a topic that a producer names is created.",
            options => Text(options.AutoCreateTopics),
            (options, value) => options with { AutoCreateTopics = bool.Parse(value) }),
        Broker("connections.max.idle.ms", SettingRule.Long(1, MaxMs),
            "How long a connection may be silent before it is closed.",
            options => Text(options.IdleTimeout),
            (options, value) => options with { IdleTimeout = Time(value) }),
        Broker("default.replication.factor", SettingRule.Integer(1, short.MaxValue),
            "Told to those who ask; there is one replica.",
            options => Text(options.DefaultReplicationFactor),
            (options, value) => options with { DefaultReplicationFactor = Number(value) }),
        Broker("group.initial.rebalance.delay.ms", SettingRule.Integer(0),
            "How long an empty group waits for more members before its first rebalance.",
            options => Text(options.GroupInitialRebalanceDelay),
            (options, value) => options with { GroupInitialRebalanceDelay = Time(value) }),
        Broker("group.max.session.timeout.ms", SettingRule.Integer(1),
            "The longest session timeout that a member of a group may ask for.",
            options => Text(options.GroupMaxSessionTimeout),
            (options, value) => options with { GroupMaxSessionTimeout = Time(value) }),
        Broker("group.max.size", SettingRule.Integer(1),
            "Members of one group; one more is refused.",
            options => Text(options.GroupMaxSize),
            (options, value) => options with { GroupMaxSize = Number(value) }),
        Broker("group.min.session.timeout.ms", SettingRule.Integer(1),
            "The shortest session timeout that a member of a group may ask for.",
            options => Text(options.GroupMinSessionTimeout),
            (options, value) => options with { GroupMinSessionTimeout = Time(value) }),
        Log("log.retention.check.interval.ms", SettingRule.Long(1, MaxTimerMs),
            "Between two looks for records that retention drops and topics that compaction cleans.",
            options => Text(options.CheckInterval),
            (options, value) => options with { CheckInterval = Time(value) }),
        Broker("max.connections", SettingRule.Integer(1),
            "Connections at a time; one more is closed at once.",
            options => Text(options.MaxConnections),
            (options, value) => options with { MaxConnections = Number(value) }),
        Broker("num.partitions", SettingRule.Integer(1, LogLimits.MaxPartitionCount),
            "Partitions of topics that are created without a number.",
            options => Text(options.DefaultPartitions),
            (options, value) => options with { DefaultPartitions = Number(value) }),
        Broker("offset.metadata.max.bytes", SettingRule.Integer(0),
            "Bytes of the text that may stand beside a committed offset.",
            options => Text(options.OffsetMetadataMaxBytes),
            (options, value) => options with { OffsetMetadataMaxBytes = Number(value) }),
        Broker("offsets.retention.minutes", SettingRule.Integer(1),
            "How long the offsets of a group without members are kept.",
            options => Text((long)options.OffsetsRetention.TotalMinutes),
            (options, value) => options with { OffsetsRetention = TimeSpan.FromMinutes(Number(value)) }),
        Log("producer.id.expiration.ms", SettingRule.Integer(1),
            "How long an idempotent producer may be silent before it is forgotten.",
            options => Text(options.ProducerExpiration),
            (options, value) => options with { ProducerExpiration = Time(value) }),
        Broker("socket.request.max.bytes", SettingRule.Integer(LeastFrameBytes, MostFrameBytes),
            "Bytes of the largest request.",
            options => Text(options.MaxFrameBytes),
            (options, value) => options with { MaxFrameBytes = Number(value) }),
        Broker("transaction.max.timeout.ms", SettingRule.Integer(1),
            "The longest timeout that a transaction may ask for.",
            options => Text(options.TransactionMaxTimeout),
            (options, value) => options with { TransactionMaxTimeout = Time(value) }),
        Broker("unknown.topic.configs.enable", SettingRule.Boolean,
            "Whether settings of topics that are not known are stored and given back; Kafka refuses them.",
            options => Text(options.UnknownTopicSettings == UnknownSettings.Keep),
            (options, value) => options with
            {
                UnknownTopicSettings = bool.Parse(value) ? UnknownSettings.Keep : UnknownSettings.Refuse,
            }),
    ];

    /// <summary>Sorted by name.</summary>
    public static IReadOnlyList<BrokerSetting> All { get; } =
    [
        .. Own.Concat(TopicSettings.All.Where(setting => setting.BrokerName is not null).Select(DefaultOf))
            .OrderBy(setting => setting.Name, StringComparer.Ordinal),
    ];

    private static readonly FrozenDictionary<string, BrokerSetting> ByName =
        All.ToFrozenDictionary(setting => setting.Name, StringComparer.Ordinal);

    public static bool TryFind(string name, [NotNullWhen(true)] out BrokerSetting? setting) =>
        ByName.TryGetValue(name, out setting);

    private static BrokerSetting Broker(
        string name,
        SettingRule rule,
        string documentation,
        Func<KafkaBrokerOptions, string> read,
        Func<KafkaBrokerOptions, string, KafkaBrokerOptions> write) =>
        new(name, rule, documentation,
            setup => read(setup.Broker), (setup, value) => setup with { Broker = write(setup.Broker, value) });

    private static BrokerSetting Log(
        string name,
        SettingRule rule,
        string documentation,
        Func<LogOptions, string> read,
        Func<LogOptions, string, LogOptions> write) =>
        new(name, rule, documentation,
            setup => read(setup.Log), (setup, value) => setup with { Log = write(setup.Log, value) });

    /// <summary>The broker's default of a topic's setting.</summary>
    private static BrokerSetting DefaultOf(TopicSetting setting) => Log(
        setting.BrokerName!, setting.Rule, $"The default of topics' {setting.Name}: {setting.Documentation}",
        options => options.TopicDefaults.ValueOf(setting),
        (options, value) => options with { TopicDefaults = options.TopicDefaults.With(setting, value) });

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(TimeSpan time) => Text((long)time.TotalMilliseconds);

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);

    private static TimeSpan Time(string value) =>
        TimeSpan.FromMilliseconds(long.Parse(value, CultureInfo.InvariantCulture));
}
