using System.Buffers.Binary;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Segments;

/// <summary>
/// The index of a closed segment, written once after it was rolled and all up to its end was on disk, names
/// included. Big-endian:
/// <code>
///  at size field
///   0  4   version, 1
///   4  8   bytes of the log file
///  12  8   next offset
///  20  8   max timestamp
///  28  4   entries, n
///  32 20·n offset (8), position (4), max timestamp before (8)
///   …  4   CRC-32C of all before
/// </code>
/// It is trusted when its checksum and the log's length are right; otherwise the log is scanned. It is never needed.
/// </summary>
internal static class IndexFile
{
    private const int Version = 1;
    private const int HeadSize = 32;
    private const int EntrySize = 20;

    public static void Write(IFileSystem files, Segment segment, long nextOffset)
    {
        var entries = segment.Index.Entries;
        var bytes = new byte[HeadSize + (entries.Length * EntrySize) + sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Version);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(4), segment.Size);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(12), nextOffset);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(20), segment.MaxTimestamp);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(28), entries.Length);
        var at = HeadSize;
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at), entry.Offset);
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at + 8), entry.Position);
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at + 12), entry.MaxTimestampBefore);
            at += EntrySize;
        }

        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), Crc32C.Compute(bytes.AsSpan(0, at)));
        using var file = files.Open(segment.IndexPath);
        file.Truncate(0);
        file.Write([bytes], 0);
        file.Sync();
    }

    /// <summary>Fills the segment from its index file; null when there is none that can be trusted.</summary>
    public static SegmentSummary? TryRead(IFileSystem files, Segment segment)
    {
        if (!files.Exists(segment.IndexPath))
            return null;
        using var file = files.Open(segment.IndexPath);
        var length = file.Length;
        if (length is < HeadSize + sizeof(uint) or > int.MaxValue)
            return null;
        var bytes = new byte[length];
        if (file.Read(bytes, 0) != length || !IsSound(bytes))
            return null;

        var summary = new SegmentSummary(
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(4)),
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(12)),
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(20)));
        if (segment.File.Length != summary.Size)
            return null;
        Fill(segment.Index, bytes);
        segment.Restore(summary);
        segment.IsIndexSettled = true;
        return summary;
    }

    private static bool IsSound(ReadOnlySpan<byte> bytes)
    {
        var body = bytes[..^sizeof(uint)];
        return BinaryPrimitives.ReadInt32BigEndian(bytes) == Version
            && BinaryPrimitives.ReadUInt32BigEndian(bytes[^sizeof(uint)..]) == Crc32C.Compute(body)
            && HeadSize + ((long)BinaryPrimitives.ReadInt32BigEndian(bytes[28..]) * EntrySize) == body.Length;
    }

    private static void Fill(SparseIndex index, ReadOnlySpan<byte> bytes)
    {
        for (var at = HeadSize; at < bytes.Length - sizeof(uint); at += EntrySize)
        {
            index.Add(new IndexEntry(
                BinaryPrimitives.ReadInt64BigEndian(bytes[at..]),
                BinaryPrimitives.ReadInt32BigEndian(bytes[(at + 8)..]),
                BinaryPrimitives.ReadInt64BigEndian(bytes[(at + 12)..])));
        }
    }
}
