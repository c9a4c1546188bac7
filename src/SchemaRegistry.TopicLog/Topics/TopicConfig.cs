using System.Globalization;

namespace SchemaRegistry.TopicLog.Topics;

/// <summary>
/// The settings of a topic under Kafka's names. Those that act are read here; the others are kept and given back.
/// Immutable.
/// </summary>
public sealed class TopicConfig
{
    private const string MaxMessageBytesKey = "max.message.bytes";
    private const string TimestampTypeKey = "message.timestamp.type";
    private const string SegmentBytesKey = "segment.bytes";
    private const string SegmentMsKey = "segment.ms";
    private const string DeleteRetentionMsKey = "delete.retention.ms";
    private const string DirtyRatioKey = "min.cleanable.dirty.ratio";
    private const string MinCompactionLagMsKey = "min.compaction.lag.ms";
    private const string MaxCompactionLagMsKey = "max.compaction.lag.ms";
    private const string CleanupPolicyKey = "cleanup.policy";
    private const string RetentionBytesKey = "retention.bytes";
    private const string RetentionMsKey = "retention.ms";
    private const string LogAppendTime = "LogAppendTime";

    /// <summary>68 years: longer ones would leave the range of dates.</summary>
    private const long MaxAgeMs = int.MaxValue * 1000L;

    public static readonly TopicConfig Default = new(new Dictionary<string, string>());

    private static readonly Dictionary<string, Func<string, bool>> Known = new(StringComparer.Ordinal)
    {
        [CleanupPolicyKey] = value => value.Split(',', StringSplitOptions.TrimEntries).All(part => part is "delete" or "compact"),
        ["compression.type"] = value => value is "producer" or "uncompressed" or "gzip" or "snappy" or "lz4" or "zstd",
        [DeleteRetentionMsKey] = IsLong(0),
        ["file.delete.delay.ms"] = IsLong(0),
        ["flush.messages"] = IsLong(1),
        ["flush.ms"] = IsLong(0),
        ["index.interval.bytes"] = IsLong(0),
        [MaxCompactionLagMsKey] = IsLong(1),
        [MaxMessageBytesKey] = value =>
            IsLong(0)(value) && long.Parse(value, CultureInfo.InvariantCulture) <= LogLimits.MaxBatchBytes,
        ["message.downconversion.enable"] = IsBool,
        ["message.format.version"] = _ => true,
        ["message.timestamp.after.max.ms"] = IsLong(0),
        ["message.timestamp.before.max.ms"] = IsLong(0),
        ["message.timestamp.difference.max.ms"] = IsLong(0),
        [TimestampTypeKey] = value => value is "CreateTime" or LogAppendTime,
        [DirtyRatioKey] = value =>
            double.TryParse(value, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1,
        [MinCompactionLagMsKey] = IsLong(0),
        ["min.insync.replicas"] = IsLong(1),
        ["preallocate"] = IsBool,
        [RetentionBytesKey] = IsLong(-1),
        [RetentionMsKey] = IsLong(-1),
        [SegmentBytesKey] = value =>
            IsLong(LogLimits.MinSegmentBytes)(value) && int.TryParse(value, CultureInfo.InvariantCulture, out _),
        ["segment.index.bytes"] = IsLong(4),
        ["segment.jitter.ms"] = IsLong(0),
        [SegmentMsKey] = IsLong(1),
        ["unclean.leader.election.enable"] = IsBool,
    };

    private TopicConfig(Dictionary<string, string> values)
    {
        Values = values;
        MaxMessageBytes = Number(MaxMessageBytesKey, LogLimits.DefaultMaxBatchBytes);
        SegmentBytes = Number(SegmentBytesKey, LogLimits.DefaultSegmentBytes);
        Compacts = values.GetValueOrDefault(CleanupPolicyKey, "").Contains("compact", StringComparison.Ordinal);
        Deletes = !Compacts || values[CleanupPolicyKey].Contains("delete", StringComparison.Ordinal);
        RetentionBytes = Limit(RetentionBytesKey, null);
        var retentionMs = Limit(RetentionMsKey, (long)LogLimits.DefaultRetention.TotalMilliseconds);
        RetentionTime = retentionMs is { } ms ? TimeSpan.FromMilliseconds(Math.Min(ms, MaxAgeMs)) : null;
        StampsAppendTime = values.GetValueOrDefault(TimestampTypeKey) == LogAppendTime;
        SegmentAge = Time(SegmentMsKey) ?? LogLimits.DefaultSegmentAge;
        DeleteRetention = Time(DeleteRetentionMsKey) ?? LogLimits.DefaultDeleteRetention;
        MinCompactionLag = Time(MinCompactionLagMsKey) ?? TimeSpan.Zero;
        MaxCompactionLag = Time(MaxCompactionLagMsKey);
        MinDirtyRatio = values.TryGetValue(DirtyRatioKey, out var ratio)
            ? double.Parse(ratio, CultureInfo.InvariantCulture)
            : LogLimits.DefaultDirtyRatio;
    }

    /// <summary>What was set, in Kafka's spelling; settings that were left out have their defaults.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>Bytes of the largest batch, header included.</summary>
    public int MaxMessageBytes { get; }

    public int SegmentBytes { get; }

    public TimeSpan SegmentAge { get; }

    /// <summary>Whether only the last record of each key is kept (<c>cleanup.policy</c>).</summary>
    public bool Compacts { get; }

    /// <summary>Whether records are dropped when they are old or too many (<c>cleanup.policy</c>).</summary>
    public bool Deletes { get; }

    /// <summary>Null keeps records for ever.</summary>
    public TimeSpan? RetentionTime { get; }

    /// <summary>Null keeps any number of bytes.</summary>
    public long? RetentionBytes { get; }

    /// <summary>Whether records get the time of their append (<c>message.timestamp.type=LogAppendTime</c>).</summary>
    public bool StampsAppendTime { get; }

    /// <summary>
    /// The part of the closed segments' bytes that compaction must not have seen for it to begin
    /// (<c>min.cleanable.dirty.ratio</c>), from 0 to 1.
    /// </summary>
    public double MinDirtyRatio { get; }

    /// <summary>Records that are younger are not compacted (<c>min.compaction.lag.ms</c>).</summary>
    public TimeSpan MinCompactionLag { get; }

    /// <summary>
    /// Older records that were not compacted make compaction begin (<c>max.compaction.lag.ms</c>); null never does.
    /// </summary>
    public TimeSpan? MaxCompactionLag { get; }

    /// <summary>
    /// So long after compaction first met it a tombstone stays, for consumers to see (<c>delete.retention.ms</c>).
    /// </summary>
    public TimeSpan DeleteRetention { get; }

    /// <summary>The settings, or null with a sentence about the first that is unknown or has no such value.</summary>
    public static TopicConfig? TryCreate(IEnumerable<KeyValuePair<string, string?>> settings, out string? problem)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in settings)
        {
            if (!Known.TryGetValue(key, out var isLegal))
            {
                problem = $"Unknown topic config name: {key}";
                return null;
            }

            if (value is null)
                continue;
            if (!isLegal(value))
            {
                problem = $"Invalid value {value} for configuration {key}";
                return null;
            }

            values[key] = value;
        }

        var config = new TopicConfig(values);
        problem = config.MinCompactionLag > config.MaxCompactionLag
            ? $"{MinCompactionLagMsKey} must not be greater than {MaxCompactionLagMsKey}"
            : null;
        return problem is null ? config : null;
    }

    private static Func<string, bool> IsLong(long least) =>
        value => long.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= least;

    private static bool IsBool(string value) => bool.TryParse(value, out _);

    /// <summary>−1 means no limit, as Kafka has it.</summary>
    private long? Limit(string key, long? otherwise)
    {
        if (!Values.TryGetValue(key, out var value))
            return otherwise;
        var limit = long.Parse(value, CultureInfo.InvariantCulture);
        return limit < 0 ? null : limit;
    }

    private TimeSpan? Time(string key) => Values.TryGetValue(key, out var value)
        ? TimeSpan.FromMilliseconds(Math.Min(long.Parse(value, CultureInfo.InvariantCulture), MaxAgeMs))
        : null;

    private int Number(string key, int otherwise) =>
        Values.TryGetValue(key, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
