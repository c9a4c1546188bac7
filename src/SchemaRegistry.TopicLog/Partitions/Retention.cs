using SchemaRegistry.TopicLog.Segments;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>Which segments a topic's settings no longer keep. Pure.</summary>
internal static class Retention
{
    /// <summary>
    /// The offset at which the log should start: after the closed segments that are too old, and after those without
    /// which <c>retention.bytes</c> are still kept. Whole segments only, oldest first; never beyond the high watermark.
    /// </summary>
    public static long LogStart(Segment[] segments, TopicConfig config, DateTimeOffset now, long highWatermark)
    {
        var first = 0;
        if (!config.Deletes)
            return segments[0].BaseOffset;
        var surplus = config.RetentionBytes is { } most ? segments.Sum(segment => segment.Size) - most : 0;
        while (first < segments.Length - 1 && segments[first + 1].BaseOffset <= highWatermark)
        {
            var segment = segments[first];
            if (!HasExpired(segment, config, now) && (surplus <= 0 || surplus < segment.Size))
                break;
            surplus -= segment.Size;
            first++;
        }

        return segments[first].BaseOffset;
    }

    /// <summary>Whether an active segment is to be rolled though nothing is appended.</summary>
    public static bool IsDue(Segment active, TopicConfig config, DateTimeOffset now) =>
        active.StartedAt + config.SegmentAge <= now || HasExpired(active, config, now)
        || (config is { Compacts: true, MaxCompactionLag: { } lag }
            && (active.StartedAt + lag <= now || active.MaxTimestamp < (now - lag).ToUnixTimeMilliseconds()));

    private static bool HasExpired(Segment segment, TopicConfig config, DateTimeOffset now) =>
        config.Deletes && config.RetentionTime is { } time
        && segment.MaxTimestamp < (now - time).ToUnixTimeMilliseconds();
}
