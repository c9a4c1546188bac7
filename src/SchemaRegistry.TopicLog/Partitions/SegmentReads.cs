using System.Buffers;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>Finds and reads whole batches in one segment; needs no lock.</summary>
internal static class SegmentReads
{
    /// <summary>
    /// Batches from the one that holds <paramref name="offset"/> on, below <paramref name="endOffset"/>: as many as fit
    /// into <paramref name="maxBytes"/>, but always one (KIP-74). Empty when the segment has none.
    /// </summary>
    public static ReadResult Read(Segment segment, long offset, long endOffset, int maxBytes)
    {
        var position = Find(
            segment, segment.Index.PositionFor(offset), batch => batch.LastOffset >= offset, out var first);
        if (position < 0)
            return new ReadResult(first is null ? LogError.None : LogError.CorruptBatch);
        if (first!.Value.BaseOffset >= endOffset)
            return default;

        var length = (int)Math.Min(Math.Max(maxBytes, first.Value.Size), segment.Size - position);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var read = segment.File.Read(rented.AsSpan(0, length), position);
        return new ReadResult(rented, rented.AsMemory(0, WholeBatches(rented.AsSpan(0, read), endOffset)));
    }

    /// <summary>
    /// The first record whose timestamp is at least so much, below <paramref name="endOffset"/>; null when there is
    /// none.
    /// </summary>
    public static TimestampOffset? FindTimestamp(Segment segment, long timestamp, long endOffset)
    {
        var position = Find(
            segment,
            segment.Index.PositionForTimestamp(timestamp),
            batch => batch.MaxTimestamp >= timestamp,
            out var found);
        if (position < 0 || found!.Value.BaseOffset >= endOffset)
            return null;

        var bytes = new byte[found.Value.Size];
        segment.File.Read(bytes, position);
        return FirstRecordFrom(bytes, timestamp);
    }

    /// <summary>
    /// The record with the newest timestamp of the segment below <paramref name="endOffset"/>, the first of equals.
    /// </summary>
    public static TimestampOffset? FindNewest(Segment segment, long endOffset)
    {
        var newest = -1L;
        SegmentScan.Visit(segment, batch =>
        {
            if (batch.BaseOffset < endOffset)
                newest = Math.Max(newest, batch.MaxTimestamp);
        });
        return newest < 0 ? null : FindTimestamp(segment, newest, endOffset);
    }

    private static TimestampOffset? FirstRecordFrom(ReadOnlySpan<byte> bytes, long timestamp)
    {
        var header = new BatchHeader(bytes);
        if (header.HasLogAppendTime)
            return new TimestampOffset(header.BaseOffset, header.MaxTimestamp);
        var content = bytes[BatchLayout.HeaderSize..];
        var records = header.Codec == CompressionCodec.None
            ? content
            : BatchCompression.TryDecompress(header.Codec, content, LogLimits.MaxDecompressedBytes);
        var reader = new RecordReader(records, header.BaseOffset, header.BaseTimestamp);
        while (reader.MoveNext())
        {
            if (reader.Timestamp >= timestamp)
                return new TimestampOffset(reader.Offset, reader.Timestamp);
        }

        return new TimestampOffset(header.BaseOffset, header.MaxTimestamp);
    }

    /// <summary>
    /// The position of the first batch that matches, from a batch's position on; −1 with no batch when the segment ends
    /// first, −1 with a batch when a header is not sound.
    /// </summary>
    private static long Find(Segment segment, long position, Func<FoundBatch, bool> matches, out FoundBatch? found)
    {
        Span<byte> head = stackalloc byte[BatchLayout.HeaderSize];
        found = null;
        var size = segment.Size;
        while (position + BatchLayout.HeaderSize <= size)
        {
            segment.File.Read(head, position);
            var header = new BatchHeader(head);
            var batch = new FoundBatch(header.BaseOffset, header.LastOffset, header.MaxTimestamp, header.TotalSize);
            if (header.Magic != BatchLayout.CurrentMagic || batch.Size < BatchLayout.HeaderSize
                || position + batch.Size > size)
            {
                found = batch;
                return -1;
            }

            if (matches(batch))
            {
                found = batch;
                return position;
            }

            position += batch.Size;
        }

        return -1;
    }

    private static int WholeBatches(ReadOnlySpan<byte> bytes, long endOffset)
    {
        var at = 0;
        while (bytes.Length - at >= BatchLayout.HeaderSize)
        {
            var header = new BatchHeader(bytes[at..]);
            if (header.TotalSize < BatchLayout.HeaderSize || header.TotalSize > bytes.Length - at
                || header.BaseOffset >= endOffset)
                break;
            at += (int)header.TotalSize;
        }

        return at;
    }

    private readonly record struct FoundBatch(long BaseOffset, long LastOffset, long MaxTimestamp, long Size);
}
