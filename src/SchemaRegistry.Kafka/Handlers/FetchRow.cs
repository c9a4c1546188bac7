using SchemaRegistry.TopicLog.Partitions;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>One partition of a fetch: what was asked, and what the last pass found.</summary>
internal struct FetchRow
{
    public int PartitionIndex { get; init; }

    /// <summary>−1 for a client that does not know one.</summary>
    public int CurrentLeaderEpoch { get; init; }

    public long Offset { get; init; }

    public int MaxBytes { get; init; }

    public ErrorCode Error { get; set; }

    public long HighWatermark { get; set; }

    public long LogStart { get; set; }

    /// <summary>Where counting goes on while the fetch waits.</summary>
    public long NextOffset { get; set; }

    /// <summary>Null when it can not have records: it is not there, or the client is wrong about it.</summary>
    public Partition? Partition { get; set; }

    public ReadOnlyMemory<byte> Records { get; set; }
}
