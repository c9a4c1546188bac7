using Microsoft.Extensions.Logging;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>What is saved of a segment that is complete on disk, to make the next opening quick.</summary>
internal static class SegmentSettling
{
    /// <param name="files">Where the segment lies.</param>
    /// <param name="folder">The partition's folder.</param>
    /// <param name="segment">It takes no more records.</param>
    /// <param name="nextOffset">Where the segment after it begins.</param>
    /// <param name="logger">Is told of a failure, which costs time at the next opening only.</param>
    public static void Settle(IFileSystem files, string folder, Segment segment, long nextOffset, ILogger logger)
    {
        segment.IsIndexSettled = true;
        try
        {
            IndexFile.Write(files, segment, nextOffset);
            ProducerSnapshot.Settle(files, folder, nextOffset);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            PartitionLog.NoIndex(logger, e, segment.Path);
        }
    }
}
