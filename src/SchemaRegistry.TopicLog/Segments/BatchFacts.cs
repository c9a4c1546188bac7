using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Segments;

/// <summary>
/// What producer state needs to know of a stored batch. <paramref name="SequenceCount"/> is how many records the
/// producer had sent, <paramref name="IsEmpty"/> tells that compaction left none of them. Timestamps are milliseconds
/// since 1970.
/// </summary>
internal readonly record struct BatchFacts(
    long BaseOffset, long LastOffset, long ProducerId, short ProducerEpoch, int BaseSequence, int SequenceCount,
    long MaxTimestamp, bool IsEmpty)
{
    public static BatchFacts Of(BatchHeader header) => new(
        header.BaseOffset,
        header.LastOffset,
        header.ProducerId,
        header.ProducerEpoch,
        header.BaseSequence,
        header.LastOffsetDelta + 1,
        header.MaxTimestamp,
        header.RecordCount == 0);
}
