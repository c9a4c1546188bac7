using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>Finds and reads whole batches in one segment; needs no lock.</summary>
internal static class SegmentReads
{
    /// <summary>The index of the last segment that begins at an offset or below it; −1 when there is none.</summary>
    public static int IndexOf(Segment[] segments, long offset)
    {
        int low = 0, high = segments.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (segments[middle].BaseOffset <= offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    /// <summary>
    /// Batches from the one that holds <paramref name="offset"/> on, below <paramref name="endOffset"/>: as many as fit
    /// into <paramref name="maxBytes"/>, but always one (KIP-74). Empty when the segment has none.
    /// </summary>
    public static ReadResult Read(Segment segment, long offset, long endOffset, int maxBytes)
    {
        var position = Find(
            segment,
            segment.Index.EntryFor(offset, segment.BaseOffset),
            batch => batch.LastOffset >= offset,
            out var first);
        if (position < 0)
            return new ReadResult(first is null ? LogError.None : LogError.CorruptBatch);
        if (first!.Value.BaseOffset >= endOffset)
            return default;

        var length = (int)Math.Min(Math.Max(maxBytes, first.Value.Size), segment.Size - position);
        var rented = BoundedArrayPool.Instance.Rent(length);
        var read = segment.File.Read(rented.AsSpan(0, length), position);
        var whole = WholeBatches(segment, rented.AsSpan(0, read), first.Value.BaseOffset, endOffset);
        if (whole > 0)
            return new ReadResult(rented, rented.AsMemory(0, whole));
        BoundedArrayPool.Instance.Return(rented);
        return new ReadResult(LogError.CorruptBatch);
    }

    /// <summary>
    /// The first record whose timestamp is at least so much, below <paramref name="endOffset"/>; null when there is
    /// none.
    /// </summary>
    public static TimestampOffset? FindTimestamp(Segment segment, long timestamp, long endOffset)
    {
        var position = Find(
            segment,
            segment.Index.EntryForTimestamp(timestamp, segment.BaseOffset),
            batch => batch.RecordCount > 0 && batch.MaxTimestamp >= timestamp,
            out var found);
        if (position < 0 || found!.Value.BaseOffset >= endOffset)
            return null;

        var bytes = new byte[found.Value.Size];
        segment.File.Read(bytes, position);
        if (BatchRules.CheckStored(bytes) != LogError.None)
            throw new LogCorruptException(segment.Path, position, "the checksum of a batch is wrong");
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
            if (batch.BaseOffset < endOffset && !batch.IsEmpty)
                newest = Math.Max(newest, batch.MaxTimestamp);
        });
        return newest < 0 ? null : FindTimestamp(segment, newest, endOffset);
    }

    private static TimestampOffset? FirstRecordFrom(ReadOnlySpan<byte> bytes, long timestamp)
    {
        var header = new BatchHeader(bytes);
        var content = bytes[BatchLayout.HeaderSize..];
        var records = header.Codec == CompressionCodec.None
            ? content
            : BatchCompression.TryDecompress(header.Codec, content, LogLimits.MaxDecompressedBytes);
        var reader = new RecordReader(records, header.BaseOffset, header.BaseTimestamp);
        while (reader.MoveNext())
        {
            // All records of a batch share the time of its append, whatever their own fields say.
            var time = header.HasLogAppendTime ? header.MaxTimestamp : reader.Timestamp;
            if (time >= timestamp)
                return new TimestampOffset(reader.Offset, time);
        }

        return new TimestampOffset(header.BaseOffset, header.MaxTimestamp);
    }

    /// <summary>
    /// The position of the first batch that matches, from an entry of the index on; −1 with no batch when the
    /// segment ends
    /// first, −1 with a batch when a header is not sound.
    /// </summary>
    private static long Find(Segment segment, IndexEntry from, Func<FoundBatch, bool> matches, out FoundBatch? found)
    {
        Span<byte> head = stackalloc byte[BatchLayout.HeaderSize];
        found = null;
        FoundBatch? last = null;
        var (size, position, nextOffset) = (segment.Size, (long)from.Position, from.Offset);
        while (position + BatchLayout.HeaderSize <= size)
        {
            segment.File.Read(head, position);
            var header = new BatchHeader(head);
            var batch = FoundBatch.Of(header);
            if (header.Magic != BatchLayout.CurrentMagic || batch.Size < BatchLayout.HeaderSize
                || position + batch.Size > size
                || !segment.MayFollow(batch.BaseOffset, batch.LastOffset, nextOffset))
            {
                found = batch;
                return -1;
            }

            if (matches(batch))
            {
                found = batch;
                return position;
            }

            nextOffset = batch.LastOffset + 1;
            position += batch.Size;
            last = batch;
        }

        if (position != size || (last is { } end && !IsSound(segment, position - end.Size, end.Size)))
            found = last ?? default(FoundBatch);
        return -1;
    }

    /// <summary>
    /// A length is not covered by what is read of the batches that are passed over: the last must end where it says.
    /// </summary>
    private static bool IsSound(Segment segment, long position, long size)
    {
        var batch = new byte[size];
        return segment.File.Read(batch, position) == size && BatchRules.CheckStored(batch) == LogError.None;
    }

    /// <summary>
    /// How many of the bytes are whole batches below the end that are what was written: bits may rot after they were
    /// on disk, and not every client looks at checksums.
    /// </summary>
    private static int WholeBatches(Segment segment, ReadOnlySpan<byte> bytes, long nextOffset, long endOffset)
    {
        var at = 0;
        while (bytes.Length - at >= BatchLayout.HeaderSize)
        {
            var header = new BatchHeader(bytes[at..]);
            if (header.TotalSize > bytes.Length - at || header.BaseOffset >= endOffset
                || !segment.MayFollow(header.BaseOffset, header.LastOffset, nextOffset)
                || BatchRules.CheckStored(bytes[at..]) != LogError.None)
            {
                break;
            }

            nextOffset = header.LastOffset + 1;
            at += (int)header.TotalSize;
        }

        return at;
    }

    private readonly record struct FoundBatch(
        long BaseOffset, long LastOffset, long MaxTimestamp, int RecordCount, long Size)
    {
        public static FoundBatch Of(BatchHeader header) => new(
            header.BaseOffset, header.LastOffset, header.MaxTimestamp, header.RecordCount, header.TotalSize);
    }
}
