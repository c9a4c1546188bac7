using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog;

/// <summary>How a topic log keeps its promises. Immutable.</summary>
public sealed record LogOptions
{
    public FlushMode Flush { get; init; } = FlushMode.Group;

    /// <summary>
    /// In <see cref="FlushMode.Interval"/>, how long records wait at most until they are forced to disk with all that
    /// came in the meantime.
    /// </summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Between two looks for records that retention drops and topics that compaction cleans.</summary>
    public TimeSpan CheckInterval { get; init; } = LogLimits.DefaultCheckInterval;

    /// <summary>Keys that one compaction can tell apart, and so the memory that it takes.</summary>
    public int MaxCompactionKeys { get; init; } = LogLimits.MaxCompactionKeys;

    /// <summary>An idempotent producer that was silent for so long is forgotten.</summary>
    public TimeSpan ProducerExpiration { get; init; } = LogLimits.ProducerExpiration;

    /// <summary>Settings of topics that do not say otherwise.</summary>
    public TopicConfig TopicDefaults { get; init; } = TopicConfig.Default;
}
