using System.Buffers;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Segments;

/// <summary>
/// Looks for batches behind a place that is not sound, byte by byte, since lengths can not be trusted there. What it
/// finds has a right checksum, and so was written by us.
/// </summary>
internal static class SegmentProbe
{
    private const int WindowBytes = 256 * 1024;

    /// <summary>The first sound batch at or after a position whose offsets are not below so much; else null.</summary>
    public static ProbedBatch? Next(IFile file, long from, long leastOffset)
    {
        var length = file.Length;
        var window = ArrayPool<byte>.Shared.Rent(WindowBytes);
        try
        {
            while (length - from >= BatchLayout.HeaderSize)
            {
                var read = file.Read(window.AsSpan(0, (int)Math.Min(WindowBytes, length - from)), from);
                for (var at = 0; at + BatchLayout.HeaderSize <= read; at++)
                {
                    if (window[at + BatchLayout.Magic] == BatchLayout.CurrentMagic
                        && IsSound(file, window.AsSpan(at), from + at, leastOffset))
                    {
                        var header = new BatchHeader(window.AsSpan(at));
                        return new ProbedBatch(from + at, header.BaseOffset, header.LastOffset);
                    }
                }

                if (read < BatchLayout.HeaderSize)
                    return null;
                from += read - BatchLayout.HeaderSize + 1;
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }

    /// <summary>
    /// The offset after the last sound batch at or after a position; <paramref name="leastOffset"/> if none.
    /// </summary>
    public static long NextOffsetAfter(IFile file, long from, long leastOffset)
    {
        while (Next(file, from, leastOffset) is { } found)
            (from, leastOffset) = (found.Position + BatchLayout.HeaderSize, found.LastOffset + 1);
        return leastOffset;
    }

    private static bool IsSound(IFile file, ReadOnlySpan<byte> head, long position, long leastOffset)
    {
        var header = new BatchHeader(head);
        if (header.TotalSize < BatchLayout.HeaderSize || header.TotalSize > LogLimits.MaxBatchBytes
            || header.TotalSize > file.Length - position || header.LastOffsetDelta < 0
            || header.BaseOffset < leastOffset || header.BaseOffset - leastOffset > int.MaxValue)
        {
            return false;
        }

        var size = (int)header.TotalSize;
        var batch = ArrayPool<byte>.Shared.Rent(size);
        var isSound = file.Read(batch.AsSpan(0, size), position) == size
            && BatchRules.CheckStored(batch.AsSpan(0, size)) == LogError.None;
        ArrayPool<byte>.Shared.Return(batch);
        return isSound;
    }
}
