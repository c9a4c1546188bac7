namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// What a group committed for a partition. The expiry is set only by old clients that ask for a retention of their own.
/// </summary>
internal sealed record CommittedOffset(long Offset, int LeaderEpoch, string Metadata, DateTimeOffset CommittedAt)
{
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// Where its record lies in the offsets topic: of two commits the later one counts, whichever is applied first.
    /// </summary>
    public long RecordOffset { get; init; }
}

/// <summary>A partition (from 0) of a topic, whether it is there or not.</summary>
internal readonly record struct TopicPartition(string Topic, int Partition);
