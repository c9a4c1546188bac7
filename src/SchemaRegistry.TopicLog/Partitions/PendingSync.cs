using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>What one flush of a partition has to force to disk.</summary>
/// <param name="LogEnd">Durable once the rest is done.</param>
/// <param name="HasNewFiles">Whether names in the folder are not on disk yet.</param>
/// <param name="Dirty">Segments with bytes that were not synced, oldest first.</param>
/// <param name="Closed">Segments that are complete on disk after it, with the offset of the one that follows.</param>
internal sealed record PendingSync(
    long LogEnd, bool HasNewFiles, List<Segment> Dirty, List<(Segment Segment, long NextOffset)> Closed)
{
    /// <summary>
    /// Called under the partition's lock; the segments count as clean from now on. All of them are looked at: a roll
    /// whose first write failed leaves a clean segment behind a dirty one.
    /// </summary>
    public static PendingSync Take(Segment[] segments, long logEnd, bool hasNewFiles)
    {
        var pending = new PendingSync(logEnd, hasNewFiles, new List<Segment>(1), []);
        for (var index = segments.Length - 1; index >= 0; index--)
        {
            var segment = segments[index];
            var isActive = index == segments.Length - 1;
            if (!isActive && segment.IsIndexSettled)
                break;
            if (!isActive)
                pending.Closed.Insert(0, (segment, segments[index + 1].BaseOffset));
            if (segment.IsDirty)
                pending.Dirty.Insert(0, segment);
            segment.IsDirty = false;
        }

        return pending;
    }
}
