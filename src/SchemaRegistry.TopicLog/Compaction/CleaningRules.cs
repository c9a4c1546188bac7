namespace SchemaRegistry.TopicLog.Compaction;

/// <summary>What decides which records stay.</summary>
/// <param name="Keys">The last offset of each key that occurs between what is clean and the end.</param>
/// <param name="EndOffset">From here on keys are not known, and batches stay as they are.</param>
/// <param name="Now">Milliseconds since 1970, UTC: tombstones whose horizon is not later go.</param>
/// <param name="NewHorizon">The horizon of tombstones that are met for the first time.</param>
/// <param name="LastBatches">
/// By producer id the base offset of its last batch, which stays though it may have no records left: it tells the
/// sequence that comes next.
/// </param>
internal sealed record CleaningRules(
    KeyOffsets Keys, long EndOffset, long Now, long NewHorizon, IReadOnlyDictionary<long, long> LastBatches)
{
    /// <summary>A batch that would have more bytes once it is written anew stays as it is.</summary>
    public int MaxBatchBytes { get; init; } = LogLimits.MaxBatchBytes;
}
