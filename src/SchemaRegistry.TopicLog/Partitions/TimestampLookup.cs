using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>Finds records by their time across segments; needs no lock.</summary>
internal static class TimestampLookup
{
    /// <summary>The first record below <paramref name="end"/> whose timestamp is at least so much, or null.</summary>
    public static TimestampOffset? Find(Segment[] segments, long timestamp, long end) => segments
        .Where(segment => segment.MaxTimestamp >= timestamp)
        .Select(segment => SegmentReads.FindTimestamp(segment, timestamp, end))
        .FirstOrDefault(found => found is not null);

    /// <summary>
    /// The record below <paramref name="end"/> with the newest timestamp, the first of equals, or null.
    /// </summary>
    public static TimestampOffset? FindNewest(Segment[] segments, long end) => segments
        .Where(segment => segment.BaseOffset < end && segment.MaxTimestamp >= 0)
        .OrderByDescending(segment => segment.MaxTimestamp)
        .ThenBy(segment => segment.BaseOffset)
        .Select(segment => SegmentReads.FindNewest(segment, end))
        .FirstOrDefault(found => found is not null);
}
