using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SchemaRegistry.TopicLog.Topics;

/// <summary>
/// Every setting that a topic can have, with its default: Kafka's own (4.0, and those that 4.0 removed, since scripts
/// still set them) and the schema validation of Confluent Server.
/// </summary>
public static class TopicSettings
{
    /// <summary>Kafka's way to say "never" or "without a limit".</summary>
    internal const string Unlimited = "9223372036854775807";

    private const string NoEffect = "Accepted and given back; it has no effect here.";
    private const string TopicNameStrategy = "io.confluent.kafka.serializers.subject.TopicNameStrategy";

    internal static readonly TopicSetting CleanupPolicy = new(
        "cleanup.policy", SettingRule.ListOf("delete", "compact"), "delete",
        "Whether old records are deleted, compacted to the last of each key, or both.")
        { BrokerName = "log.cleanup.policy" };

    internal static readonly TopicSetting DeleteRetention = new(
        "delete.retention.ms", SettingRule.Long(0), "86400000",
        "How long compaction keeps a record without a value, so that readers learn of the deletion.")
        { BrokerName = "log.cleaner.delete.retention.ms" };

    internal static readonly TopicSetting FlushMessages = new(
        "flush.messages", SettingRule.Long(1), Unlimited,
        "So many records may be acknowledged and read before they are forced to disk; with the default, or with 1, all are forced first.")
        { BrokerName = "log.flush.interval.messages" };

    internal static readonly TopicSetting FlushTime = new(
        "flush.ms", SettingRule.Long(0), Unlimited,
        "For so long records may be acknowledged and read before they are forced to disk; with the default, or with 0, all are forced first.")
        { BrokerName = "log.flush.interval.ms" };

    internal static readonly TopicSetting MaxCompactionLag = new(
        "max.compaction.lag.ms", SettingRule.Long(1), Unlimited,
        "How long a record stays out of compaction at most.")
        { BrokerName = "log.cleaner.max.compaction.lag.ms" };

    internal static readonly TopicSetting MaxMessageBytes = new(
        "max.message.bytes", SettingRule.Integer(0, LogLimits.MaxBatchBytes), Number(LogLimits.DefaultMaxBatchBytes),
        "Bytes of the largest batch that is accepted, as it comes, its header included.")
        { BrokerName = "message.max.bytes" };

    internal static readonly TopicSetting TimestampAfter = new(
        "message.timestamp.after.max.ms", SettingRule.Long(0), Unlimited,
        "How far a record's time may be ahead of the broker's clock; the largest of each batch is checked.")
        { BrokerName = "log.message.timestamp.after.max.ms" };

    internal static readonly TopicSetting TimestampBefore = new(
        "message.timestamp.before.max.ms", SettingRule.Long(0), Unlimited,
        "How far a record's time may be behind the broker's clock; the first of each batch is checked.")
        { BrokerName = "log.message.timestamp.before.max.ms" };

    internal static readonly TopicSetting TimestampType = new(
        "message.timestamp.type", SettingRule.OneOf("CreateTime", "LogAppendTime"), "CreateTime",
        "Whether records keep the time that the producer gave them or get that of their append.")
        { BrokerName = "log.message.timestamp.type" };

    internal static readonly TopicSetting MinCleanableRatio = new(
        "min.cleanable.dirty.ratio", SettingRule.Ratio, "0.5",
        "The part of a log that was never compacted at which compaction begins.")
        { BrokerName = "log.cleaner.min.cleanable.ratio" };

    internal static readonly TopicSetting MinCompactionLag = new(
        "min.compaction.lag.ms", SettingRule.Long(0), "0",
        "How long a record stays out of compaction at least.")
        { BrokerName = "log.cleaner.min.compaction.lag.ms" };

    internal static readonly TopicSetting RetentionBytes = new(
        "retention.bytes", SettingRule.Long(-1), "-1",
        "Bytes of a partition beyond which its oldest segments are deleted; -1 keeps them.")
        { BrokerName = "log.retention.bytes" };

    internal static readonly TopicSetting RetentionTime = new(
        "retention.ms", SettingRule.Long(-1), Milliseconds(LogLimits.DefaultRetention),
        "How long records are kept before their segment is deleted; -1 keeps them for ever.")
        { BrokerName = "log.retention.ms" };

    internal static readonly TopicSetting SegmentBytes = new(
        "segment.bytes", SettingRule.Integer(LogLimits.MinSegmentBytes), Number(LogLimits.DefaultSegmentBytes),
        "Bytes of a segment file beyond which the next one begins.")
        { BrokerName = "log.segment.bytes" };

    internal static readonly TopicSetting SegmentAge = new(
        "segment.ms", SettingRule.Long(1), Milliseconds(LogLimits.DefaultSegmentAge),
        "How old a segment becomes before the next one begins, whatever its size.")
        { BrokerName = "log.roll.ms" };

    /// <summary>Sorted by name.</summary>
    public static IReadOnlyList<TopicSetting> All { get; } =
    [
        CleanupPolicy,
        Kept("compression.type", SettingRule.OneOf("producer", "uncompressed", "gzip", "snappy", "lz4", "zstd"), "producer",
            "Accepted and given back; batches stay as the producer compressed them."),
        Kept("confluent.key.schema.validation", SettingRule.Boolean, "false",
            "Whether keys must begin with the id of a schema of the topic's subject."),
        Kept("confluent.key.subject.name.strategy", SettingRule.AnyText, TopicNameStrategy,
            "The class name of the strategy that tells the subject of keys."),
        Kept("confluent.value.schema.validation", SettingRule.Boolean, "false",
            "Whether values must begin with the id of a schema of the topic's subject."),
        Kept("confluent.value.subject.name.strategy", SettingRule.AnyText, TopicNameStrategy,
            "The class name of the strategy that tells the subject of values."),
        DeleteRetention,
        Kept("file.delete.delay.ms", SettingRule.Long(0), "60000", NoEffect),
        FlushMessages,
        FlushTime,
        Kept("index.interval.bytes", SettingRule.Integer(0), Number(LogLimits.IndexIntervalBytes), NoEffect),
        MaxCompactionLag,
        MaxMessageBytes,
        Kept("message.downconversion.enable", SettingRule.Boolean, "true", NoEffect),
        Kept("message.format.version", SettingRule.AnyText, "3.0-IV1", NoEffect),
        TimestampAfter,
        TimestampBefore,
        Kept("message.timestamp.difference.max.ms", SettingRule.Long(0), Unlimited, NoEffect),
        TimestampType,
        MinCleanableRatio,
        MinCompactionLag,
        Kept("min.insync.replicas", SettingRule.Integer(1), "1", "Accepted and given back; there is one replica."),
        Kept("preallocate", SettingRule.Boolean, "false", NoEffect),
        RetentionBytes,
        RetentionTime,
        SegmentBytes,
        Kept("segment.index.bytes", SettingRule.Integer(4), "10485760", NoEffect),
        Kept("segment.jitter.ms", SettingRule.Long(0), "0", NoEffect),
        SegmentAge,
        Kept("unclean.leader.election.enable", SettingRule.Boolean, "false", NoEffect),
    ];

    private static readonly FrozenDictionary<string, TopicSetting> ByName =
        All.ToFrozenDictionary(setting => setting.Name, StringComparer.Ordinal);

    public static bool TryFind(string name, [NotNullWhen(true)] out TopicSetting? setting) =>
        ByName.TryGetValue(name, out setting);

    private static TopicSetting Kept(string name, SettingRule rule, string otherwise, string documentation) =>
        new(name, rule, otherwise, documentation);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => Number((long)time.TotalMilliseconds);
}
