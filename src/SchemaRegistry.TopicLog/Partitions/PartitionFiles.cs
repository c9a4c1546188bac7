using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>What opening a partition's folder found: at least one segment, the last of which takes appends.</summary>
internal sealed record PartitionFiles(IReadOnlyList<Segment> Segments, ProducerStates Producers, long LogEnd)
{
    public required PartitionCheckpoint Checkpoint { get; init; }

    public LogTruncation? Truncation { get; init; }

    public IReadOnlyList<LogDamage> Damages { get; init; } = [];

    /// <summary>
    /// Where the first segment begins that is damaged, or that the next one does not follow; null when all are sound.
    /// </summary>
    public long? DamagedFrom { get; init; }
}
