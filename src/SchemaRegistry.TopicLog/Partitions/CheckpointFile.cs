using System.Buffers.Binary;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// The file <c>checkpoint</c> of a partition, there as soon as it differs from
/// <see cref="PartitionCheckpoint.Initial"/>. Big-endian: version 1 (4), log start (8), clean end (8), epochs n (4),
/// n × (epoch 4, offset 8), CRC-32C of all before (4). It is replaced by a renamed file, so a crash leaves the old or
/// the new one.
/// </summary>
internal static class CheckpointFile
{
    public const string Name = "checkpoint";
    private const int Version = 1;
    private const int HeadSize = 24;
    private const int EpochSize = 12;

    /// <summary>It is on disk once the folder is synced too; until then a crash may bring back the old one.</summary>
    public static void Write(IFileSystem files, string folder, PartitionCheckpoint checkpoint)
    {
        var bytes = new byte[HeadSize + (checkpoint.Epochs.Count * EpochSize) + sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Version);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(4), checkpoint.LogStart);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(12), checkpoint.CleanEnd);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), checkpoint.Epochs.Count);
        var at = HeadSize;
        foreach (var epoch in checkpoint.Epochs)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), epoch.Epoch);
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at + 4), epoch.Offset);
            at += EpochSize;
        }

        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), Crc32C.Compute(bytes.AsSpan(0, at)));
        var fresh = $"{folder}/{Name}{SegmentFiles.UnfinishedSuffix}";
        using (var file = files.Open(fresh))
        {
            file.Truncate(0);
            file.Write([bytes], 0);
            file.Sync();
        }

        files.Rename(fresh, $"{folder}/{Name}");
    }

    /// <summary>The file has to be there. Null when it was damaged.</summary>
    public static PartitionCheckpoint? Read(IFileSystem files, string folder)
    {
        using var file = files.Open($"{folder}/{Name}");
        if (file.Length is < HeadSize + EpochSize + sizeof(uint) or > int.MaxValue)
            return null;
        var bytes = new byte[file.Length];
        return file.Read(bytes, 0) == bytes.Length && IsSound(bytes) ? Parse(bytes) : null;
    }

    private static bool IsSound(ReadOnlySpan<byte> bytes)
    {
        var body = bytes[..^sizeof(uint)];
        return BinaryPrimitives.ReadInt32BigEndian(bytes) == Version
            && BinaryPrimitives.ReadUInt32BigEndian(bytes[^sizeof(uint)..]) == Crc32C.Compute(body)
            && HeadSize + ((long)BinaryPrimitives.ReadInt32BigEndian(bytes[20..]) * EpochSize) == body.Length;
    }

    private static PartitionCheckpoint Parse(ReadOnlySpan<byte> bytes)
    {
        var epochs = new EpochStart[BinaryPrimitives.ReadInt32BigEndian(bytes[20..])];
        for (var index = 0; index < epochs.Length; index++)
        {
            var entry = bytes[(HeadSize + (index * EpochSize))..];
            epochs[index] = new EpochStart(
                BinaryPrimitives.ReadInt32BigEndian(entry), BinaryPrimitives.ReadInt64BigEndian(entry[4..]));
        }

        return new PartitionCheckpoint(
            BinaryPrimitives.ReadInt64BigEndian(bytes[4..]), BinaryPrimitives.ReadInt64BigEndian(bytes[12..]), epochs);
    }
}
