using System.Buffers;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Segments;

/// <summary>
/// Walks the batches of a segment file from the start, fills the segment's index, and stops at the first that is not
/// sound: a length out of bounds, a magic that is not 2, an offset that may not follow (the checksum does not cover
/// it), and, when asked for, a wrong checksum.
/// </summary>
internal static class SegmentScan
{
    private const int InitialBufferBytes = 64 * 1024;

    /// <param name="segment">Its file is read; index and size are set.</param>
    /// <param name="depth">Whether checksums are verified, which reads every byte, or only headers.</param>
    /// <param name="visit">Called for each sound batch.</param>
    public static SegmentSummary Run(Segment segment, ScanDepth depth, Action<BatchFacts>? visit = null)
    {
        var (position, nextOffset) = Walk(segment, depth, (0, segment.BaseOffset), visit);
        var summary = new SegmentSummary(position, nextOffset, segment.MaxTimestamp);
        segment.Restore(summary);
        return summary;
    }

    /// <summary>
    /// Goes on behind a place that is not sound, in a segment that is kept whole: what is sound there can be read by
    /// its offset, and what is not answers <see cref="LogError.CorruptBatch"/>.
    /// </summary>
    public static void RunOverDamage(Segment segment, SegmentSummary sound)
    {
        var (position, nextOffset) = (sound.Size, sound.NextOffset);
        var end = segment.Name.EndOffset ?? long.MaxValue;
        while (SegmentProbe.Next(segment.File, position, nextOffset) is { } found)
        {
            if (found.LastOffset >= end)
            {
                // Its checksum is right, but does not cover its offset, which is not one of this segment.
                position = found.Position + BatchLayout.HeaderSize;
                continue;
            }

            segment.Index.Add(new IndexEntry(found.BaseOffset, (int)found.Position, segment.MaxTimestamp));
            (position, nextOffset) = Walk(
                segment, ScanDepth.Checksums, (found.Position, found.BaseOffset), visit: null);
        }

        segment.Restore(new SegmentSummary(segment.File.Length, nextOffset, segment.MaxTimestamp));
    }

    /// <summary>Calls <paramref name="visit"/> for each batch of the sound part, by its header.</summary>
    public static void Visit(Segment segment, Action<BatchFacts> visit)
    {
        Span<byte> head = stackalloc byte[BatchLayout.HeaderSize];
        for (long position = 0; position + BatchLayout.HeaderSize <= segment.Size;)
        {
            segment.File.Read(head, position);
            var header = new BatchHeader(head);
            if (header.Magic != BatchLayout.CurrentMagic || header.TotalSize < BatchLayout.HeaderSize)
                break;
            visit(BatchFacts.Of(header));
            position += header.TotalSize;
        }
    }

    /// <summary>The newest leader epoch of its sound part; 0 when it has no batch.</summary>
    public static int NewestEpoch(Segment segment)
    {
        var newest = 0;
        Span<byte> head = stackalloc byte[BatchLayout.HeaderSize];
        for (long position = 0; position + BatchLayout.HeaderSize <= segment.Size;)
        {
            segment.File.Read(head, position);
            var header = new BatchHeader(head);
            if (header.Magic != BatchLayout.CurrentMagic || header.TotalSize < BatchLayout.HeaderSize)
                break;
            newest = Math.Max(newest, header.LeaderEpoch);
            position += header.TotalSize;
        }

        return newest;
    }

    private static (long Position, long NextOffset) Walk(
        Segment segment, ScanDepth depth, (long Position, long NextOffset) from, Action<BatchFacts>? visit)
    {
        var (position, nextOffset) = from;
        var length = segment.File.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(InitialBufferBytes);
        try
        {
            while (TryReadBatch(segment, ref buffer, position, length, depth))
            {
                var header = new BatchHeader(buffer);
                if (!segment.MayFollow(header.BaseOffset, header.LastOffset, nextOffset)
                    || position > int.MaxValue)
                {
                    break;
                }

                segment.Note(header, (int)position);
                visit?.Invoke(BatchFacts.Of(header));
                nextOffset = header.LastOffset + 1;
                position += header.TotalSize;
            }

            return (position, nextOffset);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
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
