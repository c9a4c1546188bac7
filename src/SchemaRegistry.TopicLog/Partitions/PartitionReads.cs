using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// Reads a partition's records by offset and by time; takes no lock. A segment may be dropped or replaced by its
/// compacted successor beside it: the read then begins again with the segments that the partition has now.
/// </summary>
internal sealed class PartitionReads(Partition partition, PartitionSettings settings, PartitionScope scope)
{
    public ReadResult Read(long offset, long end, int maxBytes)
    {
        while (true)
        {
            var segments = partition.Segments;
            try
            {
                return Read(segments, offset, end, maxBytes);
            }
            catch (ObjectDisposedException) when (segments != partition.Segments && offset >= partition.LogStart)
            {
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // Its segment may have been dropped in the meantime.
                if (offset < partition.LogStart)
                    return new ReadResult(LogError.OffsetOutOfRange);
                PartitionLog.ReadFailed(scope.Logger, e, settings.Topic, settings.Index, offset);
                return new ReadResult(LogError.StorageFailed);
            }
        }
    }

    public TimestampOffset? FindTimestamp(long timestamp, long end) =>
        TryFind(segments => TimestampLookup.Find(segments, timestamp, end));

    public TimestampOffset? FindNewest(long end) => TryFind(segments => TimestampLookup.FindNewest(segments, end));

    private static ReadResult Read(Segment[] segments, long offset, long end, int maxBytes)
    {
        var first = SegmentReads.IndexOf(segments, offset);

        // The log start may have moved past the offset since it was looked at.
        if (first < 0)
            return new ReadResult(LogError.OffsetOutOfRange);
        for (var index = first; index < segments.Length; index++)
        {
            var result = SegmentReads.Read(segments[index], offset, end, maxBytes);
            if (result.Error != LogError.None || !result.Batches.IsEmpty)
                return result;
            result.Dispose();
        }

        return default;
    }

    private TimestampOffset? TryFind(Func<Segment[], TimestampOffset?> find)
    {
        while (true)
        {
            var segments = partition.Segments;
            try
            {
                var logStart = partition.LogStart;
                return find(segments) is { } found ? found with { Offset = Math.Max(found.Offset, logStart) } : null;
            }
            catch (ObjectDisposedException) when (segments != partition.Segments)
            {
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                PartitionLog.ReadFailed(scope.Logger, e, settings.Topic, settings.Index, partition.LogStart);
                return null;
            }
        }
    }
}
