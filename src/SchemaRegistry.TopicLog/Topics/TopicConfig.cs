using System.Globalization;

namespace SchemaRegistry.TopicLog.Topics;

/// <summary>
/// The settings of a topic under Kafka's names: its own, over the log's defaults, over those of
/// <see cref="TopicSettings"/>. Immutable.
/// </summary>
public sealed class TopicConfig
{
    /// <summary>68 years: longer ones would leave the range of dates.</summary>
    private const long MaxAgeMs = int.MaxValue * 1000L;

    private static readonly Dictionary<string, string> None = [];

    public static readonly TopicConfig Default = new(None, None);

    private TopicConfig(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> inherited)
    {
        Values = values;
        Inherited = inherited;
        MaxMessageBytes = (int)Number(TopicSettings.MaxMessageBytes);
        SegmentBytes = (int)Number(TopicSettings.SegmentBytes);
        SegmentAge = Age(TopicSettings.SegmentAge);
        var policy = ValueOf(TopicSettings.CleanupPolicy);
        Compacts = policy.Contains("compact", StringComparison.Ordinal);
        Deletes = policy.Contains("delete", StringComparison.Ordinal);
        RetentionBytes = Number(TopicSettings.RetentionBytes) is >= 0 and var bytes ? bytes : null;
        RetentionTime = Number(TopicSettings.RetentionTime) >= 0 ? Age(TopicSettings.RetentionTime) : null;
        StampsAppendTime = ValueOf(TopicSettings.TimestampType) == "LogAppendTime";
        DeleteRetention = Age(TopicSettings.DeleteRetention);
        MinCompactionLag = Age(TopicSettings.MinCompactionLag);
        MaxCompactionLag = Limit(TopicSettings.MaxCompactionLag) is null ? null : Age(TopicSettings.MaxCompactionLag);
        MinDirtyRatio = double.Parse(ValueOf(TopicSettings.MinCleanableRatio), CultureInfo.InvariantCulture);
        MaxTimestampLagMs = Number(TopicSettings.TimestampBefore);
        MaxTimestampLeadMs = Number(TopicSettings.TimestampAfter);
        UnflushedRecords = Limit(TopicSettings.FlushMessages);
        UnflushedTime = Limit(TopicSettings.FlushTime) is null ? null : Age(TopicSettings.FlushTime);
    }

    /// <summary>What was set for the topic, in Kafka's spelling.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>What the log's <see cref="LogOptions.TopicDefaults"/> say, for settings that the topic leaves out.</summary>
    public IReadOnlyDictionary<string, string> Inherited { get; }

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

    /// <summary>Milliseconds that a record's time may be behind the clock.</summary>
    public long MaxTimestampLagMs { get; }

    /// <summary>Milliseconds that a record's time may be ahead of the clock.</summary>
    public long MaxTimestampLeadMs { get; }

    /// <summary>Records after which those that were appended are forced to disk; null sets no such limit.</summary>
    public long? UnflushedRecords { get; }

    /// <summary>How long records may wait to be forced to disk; null sets no such limit.</summary>
    public TimeSpan? UnflushedTime { get; }

    /// <summary>
    /// Whether records are acknowledged and read before they are on disk. A limit of one record or no time is none of
    /// these: it asks for more than Kafka's default, not for less.
    /// </summary>
    public bool RelaxesFlush =>
        (UnflushedRecords is not null || UnflushedTime is not null)
        && UnflushedRecords != 1 && UnflushedTime != TimeSpan.Zero;

    /// <summary>The settings, or null with a sentence about the first that is unknown or has no such value.</summary>
    public static TopicConfig? TryCreate(IEnumerable<KeyValuePair<string, string?>> settings, out string? problem) =>
        TryCreate(settings, UnknownSettings.Refuse, out problem);

    /// <inheritdoc cref="TryCreate(IEnumerable{KeyValuePair{string, string}}, out string)"/>
    /// <param name="settings">By name; null as a value is the same as leaving the name out.</param>
    /// <param name="unknown">What becomes of names that are not known.</param>
    /// <param name="problem">Why there is no config; else null.</param>
    public static TopicConfig? TryCreate(
        IEnumerable<KeyValuePair<string, string?>> settings, UnknownSettings unknown, out string? problem)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in settings)
        {
            problem = Check(name, value, unknown);
            if (problem is not null)
                return null;
            if (value is not null)
                values[name] = value;
        }

        var config = new TopicConfig(values, None);
        if (values.Sum(pair => (long)pair.Key.Length + pair.Value.Length) > LogLimits.MaxConfigChars)
            problem = $"The settings of a topic may have {LogLimits.MaxConfigChars} characters; set fewer or shorter ones.";
        else if (config.MinCompactionLag > config.MaxCompactionLag)
            problem = $"{TopicSettings.MinCompactionLag.Name} must not be greater than {TopicSettings.MaxCompactionLag.Name}";
        else
            problem = null;
        return problem is null ? config : null;
    }

    /// <summary>The value that counts.</summary>
    public string ValueOf(TopicSetting setting) =>
        Values.GetValueOrDefault(setting.Name) ?? Inherited.GetValueOrDefault(setting.Name) ?? setting.Default;

    /// <summary>The same settings, and those of <paramref name="defaults"/> where there are none.</summary>
    public TopicConfig Over(TopicConfig defaults) => new(Values, defaults.Values);

    /// <summary>The same settings with another value of one, which its rule accepts.</summary>
    public TopicConfig With(TopicSetting setting, string value) =>
        new(new Dictionary<string, string>(Values, StringComparer.Ordinal) { [setting.Name] = value }, Inherited);

    private static string? Check(string name, string? value, UnknownSettings unknown)
    {
        if (!TopicSettings.TryFind(name, out var setting))
            return unknown == UnknownSettings.Keep ? null : $"Unknown topic config name: {name}";
        return value is null || setting.Rule.Accepts(value)
            ? null
            : $"Invalid value {value} for configuration {name}: it must be {setting.Rule.Text}.";
    }

    private long Number(TopicSetting setting) => long.Parse(ValueOf(setting), CultureInfo.InvariantCulture);

    private TimeSpan Age(TopicSetting setting) => TimeSpan.FromMilliseconds(Math.Min(Number(setting), MaxAgeMs));

    private long? Limit(TopicSetting setting) =>
        ValueOf(setting) == TopicSettings.Unlimited ? null : Number(setting);
}
