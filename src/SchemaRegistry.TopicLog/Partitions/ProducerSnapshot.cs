using System.Buffers.Binary;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// The producers of a partition as of an offset, which is in the file's name, so that opening replays only what came
/// after. Big-endian: version 1 (4), producers n (4), n × (id 8, epoch 2, batches m 2, m × (first sequence 4, last
/// sequence 4, base offset 8, last offset 8, timestamp 8)), CRC-32C of all before (4). A file that is not sound is
/// passed over.
/// </summary>
internal static class ProducerSnapshot
{
    private const int Version = 1;
    private const int HeadSize = 8;
    private const int ProducerSize = 12;
    private const int BatchSize = 32;

    /// <summary>
    /// Writes a snapshot unless a sound one is there: it would be the same, and removing records may rest on it.
    /// </summary>
    public static void Write(IFileSystem files, string folder, long offset, ProducerStates states)
    {
        if (files.Exists(SegmentFiles.SnapshotPath(folder, offset)) && TryRead(files, folder, offset) is not null)
            return;
        var size = HeadSize + states.Producers.Values.Sum(state => ProducerSize + (state.Batches.Count * BatchSize));
        var bytes = new byte[size + sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Version);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), states.Producers.Count);
        var rest = bytes.AsSpan(HeadSize);
        foreach (var (id, state) in states.Producers)
            rest = WriteProducer(rest, id, state);
        BinaryPrimitives.WriteUInt32BigEndian(rest, Crc32C.Compute(bytes.AsSpan(0, size)));

        using var file = files.Open(SegmentFiles.SnapshotPath(folder, offset));
        file.Truncate(0);
        file.Write([bytes], 0);
    }

    /// <summary>
    /// Forces a snapshot to disk; false when there is none. After a failed fsync the file is not to be trusted, though
    /// it reads well: it goes, and the next one is written.
    /// </summary>
    public static bool TrySync(IFileSystem files, string folder, long offset)
    {
        var path = SegmentFiles.SnapshotPath(folder, offset);
        if (!files.Exists(path))
            return false;
        try
        {
            using var file = files.Open(path);
            file.Sync();
            return true;
        }
        catch (IOException)
        {
            files.Delete(path);
            throw;
        }
    }

    /// <summary>Deletes those that are older than the one before that of an offset.</summary>
    public static void DeleteOlder(IFileSystem files, string folder, long offset)
    {
        var older = SegmentFiles.Offsets(files.List(folder), SegmentFiles.SnapshotSuffix)
            .Where(snapshot => snapshot < offset);
        foreach (var snapshot in older.SkipLast(1))
            files.Delete(SegmentFiles.SnapshotPath(folder, snapshot));
    }

    public static ProducerStates? TryRead(IFileSystem files, string folder, long offset)
    {
        using var file = files.Open(SegmentFiles.SnapshotPath(folder, offset));
        if (file.Length is < HeadSize + sizeof(uint) or > int.MaxValue)
            return null;
        var bytes = new byte[file.Length];
        if (file.Read(bytes, 0) != bytes.Length
            || BinaryPrimitives.ReadInt32BigEndian(bytes) != Version
            || BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan()[^sizeof(uint)..])
                != Crc32C.Compute(bytes.AsSpan(0, bytes.Length - sizeof(uint))))
        {
            return null;
        }

        var states = new ProducerStates();
        var rest = bytes.AsSpan(HeadSize);
        for (var left = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4)); left > 0; left--)
            rest = ReadProducer(rest, states);
        return states;
    }

    private static Span<byte> WriteProducer(Span<byte> target, long id, ProducerState state)
    {
        BinaryPrimitives.WriteInt64BigEndian(target, id);
        BinaryPrimitives.WriteInt16BigEndian(target[8..], state.Epoch);
        BinaryPrimitives.WriteInt16BigEndian(target[10..], (short)state.Batches.Count);
        target = target[ProducerSize..];
        foreach (var batch in state.Batches)
        {
            BinaryPrimitives.WriteInt32BigEndian(target, batch.FirstSequence);
            BinaryPrimitives.WriteInt32BigEndian(target[4..], batch.LastSequence);
            BinaryPrimitives.WriteInt64BigEndian(target[8..], batch.BaseOffset);
            BinaryPrimitives.WriteInt64BigEndian(target[16..], batch.LastOffset);
            BinaryPrimitives.WriteInt64BigEndian(target[24..], batch.Timestamp);
            target = target[BatchSize..];
        }

        return target;
    }

    private static Span<byte> ReadProducer(Span<byte> source, ProducerStates states)
    {
        var id = BinaryPrimitives.ReadInt64BigEndian(source);
        var epoch = BinaryPrimitives.ReadInt16BigEndian(source[8..]);
        var count = BinaryPrimitives.ReadInt16BigEndian(source[10..]);
        var state = new ProducerState(epoch);
        source = source[ProducerSize..];
        for (var left = count; left > 0; left--)
        {
            state.Remember(epoch, new RememberedBatch(
                BinaryPrimitives.ReadInt32BigEndian(source),
                BinaryPrimitives.ReadInt32BigEndian(source[4..]),
                BinaryPrimitives.ReadInt64BigEndian(source[8..]),
                BinaryPrimitives.ReadInt64BigEndian(source[16..]),
                BinaryPrimitives.ReadInt64BigEndian(source[24..])));
            source = source[BatchSize..];
        }

        states.Restore(id, state);
        return source;
    }
}
