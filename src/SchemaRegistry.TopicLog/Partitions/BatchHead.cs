using System.Buffers.Binary;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// The first bytes of a batch as they go to disk. The log writes what the checksum does not cover, the base offset and
/// the leader epoch, so the rest is stored as it came; only a topic that stamps its records with the time of the append
/// needs a new checksum. One object belongs to one partition and is used under its lock.
/// </summary>
internal sealed class BatchHead
{
    private readonly byte[] _bytes = new byte[BatchLayout.HeaderSize];

    public BatchHeader Header => new(_bytes);

    /// <summary>Prepares the head, and returns how many bytes of the batch it stands for.</summary>
    public ReadOnlyMemory<byte> Prepare(
        ReadOnlySpan<byte> batch, long baseOffset, int leaderEpoch, long? logAppendTimeMs)
    {
        batch[..BatchLayout.HeaderSize].CopyTo(_bytes);
        BinaryPrimitives.WriteInt64BigEndian(_bytes, baseOffset);
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(BatchLayout.LeaderEpoch), leaderEpoch);
        if (logAppendTimeMs is { } time)
            Stamp(batch, time);
        return _bytes;
    }

    private void Stamp(ReadOnlySpan<byte> batch, long time)
    {
        var attributes = (short)(Header.Attributes | BatchLayout.LogAppendTimeBit);
        BinaryPrimitives.WriteInt16BigEndian(_bytes.AsSpan(BatchLayout.Attributes), attributes);
        BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(BatchLayout.MaxTimestamp), time);
        var crc = Crc32C.Compute(_bytes.AsSpan(BatchLayout.Attributes), batch[BatchLayout.HeaderSize..]);
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(BatchLayout.Crc), crc);
    }
}
