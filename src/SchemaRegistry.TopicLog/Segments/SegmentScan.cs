using System.Buffers;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Segments;

/// <summary>
/// Walks the batches of a segment file from the start, fills the segment's index, and stops at the first that is not
/// sound: a length out of bounds, a magic that is not 2, an offset that is not the next one (the checksum does not
/// cover it), and, when asked for, a wrong checksum.
/// </summary>
internal static class SegmentScan
{
    private const int InitialBufferBytes = 64 * 1024;

    /// <param name="segment">Its file is read; index and size are set.</param>
    /// <param name="depth">Whether checksums are verified, which reads every byte, or only headers.</param>
    public static SegmentSummary Run(Segment segment, ScanDepth depth)
    {
        var length = segment.File.Length;
        var nextOffset = segment.BaseOffset;
        var buffer = ArrayPool<byte>.Shared.Rent(InitialBufferBytes);
        try
        {
            long position = 0;
            while (TryReadBatch(segment, ref buffer, position, length, depth))
            {
                var header = new BatchHeader(buffer);
                if (header.BaseOffset != nextOffset || header.LastOffsetDelta < 0 || position > int.MaxValue)
                    break;
                segment.Note(header, (int)position);
                nextOffset = header.LastOffset + 1;
                position += header.TotalSize;
            }

            var summary = new SegmentSummary(position, nextOffset, segment.MaxTimestamp);
            segment.Restore(summary);
            return summary;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Calls <paramref name="visit"/> for each batch of the sound part, by its header.</summary>
    public static void Visit(Segment segment, Action<BatchFacts> visit)
    {
        Span<byte> head = stackalloc byte[BatchLayout.HeaderSize];
        for (long position = 0; position + BatchLayout.HeaderSize <= segment.Size;)
        {
            segment.File.Read(head, position);
            var header = new BatchHeader(head);
            visit(BatchFacts.Of(header));
            position += Math.Max(header.TotalSize, BatchLayout.HeaderSize);
        }
    }

    /// <summary>
    /// The offset after the batches that still can be told behind an unsound place, by headers that follow each other;
    /// so that offsets which may have been acknowledged are not given again.
    /// </summary>
    public static long ProbeNextOffset(Segment segment, SegmentSummary sound)
    {
        var (position, nextOffset) = (sound.Size, sound.NextOffset);
        var length = segment.File.Length;
        Span<byte> head = stackalloc byte[BatchLayout.HeaderSize];
        while (length - position >= BatchLayout.HeaderSize)
        {
            segment.File.Read(head, position);
            var header = new BatchHeader(head);
            if (header.Magic != BatchLayout.CurrentMagic || header.TotalSize < BatchLayout.HeaderSize
                || header.TotalSize > length - position || header.BaseOffset != nextOffset
                    || header.LastOffsetDelta < 0)
            {
                break;
            }

            nextOffset = header.LastOffset + 1;
            position += header.TotalSize;
        }

        return nextOffset;
    }

    private static bool TryReadBatch(Segment segment, ref byte[] buffer, long position, long length, ScanDepth depth)
    {
        if (length - position < BatchLayout.HeaderSize)
            return false;
        segment.File.Read(buffer.AsSpan(0, BatchLayout.HeaderSize), position);
        var header = new BatchHeader(buffer);
        var size = header.TotalSize;
        if (header.Magic != BatchLayout.CurrentMagic || size < BatchLayout.HeaderSize || size > length - position
            || size > LogLimits.MaxBatchBytes)
        {
            return false;
        }

        if (depth == ScanDepth.Headers)
            return true;
        if (size > buffer.Length)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = ArrayPool<byte>.Shared.Rent((int)size);
        }

        return segment.File.Read(buffer.AsSpan(0, (int)size), position) == size
            && BatchRules.CheckStored(buffer.AsSpan(0, (int)size)) == LogError.None;
    }
}
