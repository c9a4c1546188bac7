using SchemaRegistry.TopicLog.Segments;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Compaction;

/// <summary>Which closed segments of a partition may be compacted, and whether it is time to. Pure.</summary>
internal static class CompactionPlan
{
    /// <summary>
    /// How many of the closed segments may be compacted: those before the first that is too young
    /// (<c>min.compaction.lag.ms</c>) or damaged.
    /// </summary>
    public static int Count(
        ReadOnlySpan<Segment> closed, TopicConfig config, DateTimeOffset now, long? damagedFrom)
    {
        var newest = config.MinCompactionLag > TimeSpan.Zero
            ? (now - config.MinCompactionLag).ToUnixTimeMilliseconds()
            : long.MaxValue;
        var count = 0;
        while (count < closed.Length
            && closed[count].MaxTimestamp <= newest
            && (damagedFrom is not { } damaged || closed[count].BaseOffset < damaged))
        {
            count++;
        }

        return count;
    }

    /// <summary>Index of the first segment that holds offsets which compaction has not seen.</summary>
    public static int FirstDirty(ReadOnlySpan<Segment> segments, long endOffset, long cleanEnd)
    {
        var first = segments.Length;
        while (first > 0 && (first == segments.Length ? endOffset : segments[first].BaseOffset) > cleanEnd)
            first--;
        return first;
    }

    /// <summary>Whether what was not compacted is a large enough part of it all.</summary>
    public static bool IsDirtyEnough(ReadOnlySpan<Segment> segments, int firstDirty, TopicConfig config)
    {
        long clean = 0, dirty = 0;
        for (var index = 0; index < segments.Length; index++)
        {
            if (index < firstDirty)
                clean += segments[index].Size;
            else
                dirty += segments[index].Size;
        }

        return dirty > config.MinDirtyRatio * (clean + dirty);
    }

    /// <summary>
    /// The number of segments, from the first of these on, that become one: as many as fit into a segment of the
    /// topic's size with the sizes that they have now, at least one.
    /// </summary>
    public static int GroupSize(ReadOnlySpan<Segment> segments, long endOffset, int segmentBytes)
    {
        var (count, size) = (1, segments[0].Size);
        while (count < segments.Length)
        {
            size += segments[count].Size;
            var end = count + 1 < segments.Length ? segments[count + 1].BaseOffset : endOffset;
            if (size > segmentBytes || end - segments[0].BaseOffset > int.MaxValue)
                break;
            count++;
        }

        return count;
    }
}
