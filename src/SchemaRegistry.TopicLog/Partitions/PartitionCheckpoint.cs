namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// What a partition knows that its segments do not tell. Immutable.
/// </summary>
/// <param name="LogStart">Records below it were deleted, whatever files may still hold of them.</param>
/// <param name="CleanEnd">
/// Compaction has seen the records below it: of each key at most one of them is left. Smaller than that is no error, it
/// only makes compaction look again.
/// </param>
/// <param name="Epochs">Ascending in both fields, never empty; only at such an offset may a gap be.</param>
internal sealed record PartitionCheckpoint(long LogStart, long CleanEnd, IReadOnlyList<EpochStart> Epochs)
{
    public static readonly PartitionCheckpoint Initial = new(0, 0, [new EpochStart(0, 0)]);

    public EpochStart Current => Epochs[^1];

    public bool IsEpochStart(long offset) => Epochs.Any(epoch => epoch.Offset == offset);

    /// <summary>The same, with nothing clean from an offset on.</summary>
    public PartitionCheckpoint CleanUpTo(long offset) => offset < CleanEnd ? this with { CleanEnd = offset } : this;

    public PartitionCheckpoint WithNextEpoch(long offset)
    {
        var kept = Epochs.Where(epoch => epoch.Offset < offset).TakeLast(LogLimits.MaxLeaderEpochs - 1);
        return this with { Epochs = [.. kept, new EpochStart(Current.Epoch + 1, offset)] };
    }

    /// <summary>
    /// Where the records of an epoch end, after KIP-320: at the first offset of the next larger epoch, for the current
    /// one at the high watermark. The answer names the largest epoch up to the one asked for. Null when the epoch is
    /// larger than the current one.
    /// </summary>
    public EpochEnd? EndOf(int epoch, long highWatermark)
    {
        if (epoch < 0 || epoch > Current.Epoch)
            return null;
        if (epoch == Current.Epoch)
            return new EpochEnd(epoch, highWatermark);
        var (found, next) = (epoch, 0);
        for (; Epochs[next].Epoch <= epoch; next++)
            found = Epochs[next].Epoch;
        return new EpochEnd(found, Epochs[next].Offset);
    }
}
