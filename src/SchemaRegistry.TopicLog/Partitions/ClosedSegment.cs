using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>What is written once a segment is complete on disk.</summary>
internal static class ClosedSegment
{
    /// <summary>Its index, and what is known of producers at its end.</summary>
    public static void Settle(PartitionScope scope, PartitionFolder folder, Segment segment, long nextOffset)
    {
        segment.IsIndexSettled = true;
        try
        {
            IndexFile.Write(scope.Files, segment, nextOffset);
            folder.SettleSnapshot(nextOffset);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The index only makes the next opening quick; without it the log is scanned.
            PartitionLog.NoIndex(scope.Logger, e, segment.Path);
        }
    }
}
