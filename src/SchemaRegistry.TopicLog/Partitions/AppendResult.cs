namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// What became of a batch. With <see cref="LogError.None"/>: the offset of its first record, the offset after its last
/// one (to wait for with <see cref="Partition.WaitDurableAsync"/>), the time of the append when the topic stamps it,
/// else −1 (milliseconds since 1970), and whether the batch had been appended before, by a producer that sent it again.
/// </summary>
public readonly record struct AppendResult(
    LogError Error, long BaseOffset = -1, long NextOffset = -1, long LogAppendTimeMs = -1, bool IsDuplicate = false)
{
    /// <summary>
    /// With <see cref="LogError.InvalidRecord"/> from a compacted topic: the records that have no key, by index from 0,
    /// at most <see cref="LogLimits.MaxNamedRecords"/> of them. Null when that is not the reason.
    /// </summary>
    public IReadOnlyList<int>? RecordsWithoutKey { get; init; }
}
