using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// The segments of a partition that nothing is appended to any more and that are on disk as a whole, as is what is
/// known of its producers.
/// </summary>
/// <param name="Segments">Oldest first; may be empty.</param>
/// <param name="EndOffset">Where the segment after the last of them begins.</param>
/// <param name="LastBatches">By producer id the base offset of the batch that it sent last.</param>
internal sealed record ClosedPart(
    IReadOnlyList<Segment> Segments, long EndOffset, IReadOnlyDictionary<long, long> LastBatches)
{
    /// <summary>Where the segment after the one at an index begins.</summary>
    public long EndOf(int index) => index + 1 < Segments.Count ? Segments[index + 1].BaseOffset : EndOffset;
}
