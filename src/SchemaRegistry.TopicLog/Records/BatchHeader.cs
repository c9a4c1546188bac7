using System.Buffers.Binary;

namespace SchemaRegistry.TopicLog.Records;

/// <summary>
/// A view of the first <see cref="BatchLayout.HeaderSize"/> bytes of a batch; nothing is checked by it.
/// </summary>
public readonly ref struct BatchHeader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes[..BatchLayout.HeaderSize];

    public long BaseOffset => BinaryPrimitives.ReadInt64BigEndian(_bytes);

    /// <summary>Bytes of the whole batch.</summary>
    public long TotalSize =>
        BatchLayout.BeforeLength + (long)BinaryPrimitives.ReadInt32BigEndian(_bytes[BatchLayout.Length..]);

    public int LeaderEpoch => BinaryPrimitives.ReadInt32BigEndian(_bytes[BatchLayout.LeaderEpoch..]);

    public byte Magic => _bytes[BatchLayout.Magic];

    public uint Crc => BinaryPrimitives.ReadUInt32BigEndian(_bytes[BatchLayout.Crc..]);

    public short Attributes => BinaryPrimitives.ReadInt16BigEndian(_bytes[BatchLayout.Attributes..]);

    public CompressionCodec Codec => (CompressionCodec)(Attributes & BatchLayout.CodecMask);

    public bool HasLogAppendTime => (Attributes & BatchLayout.LogAppendTimeBit) != 0;

    public bool IsTransactional => (Attributes & BatchLayout.TransactionalBit) != 0;

    public bool IsControl => (Attributes & BatchLayout.ControlBit) != 0;

    public bool HasDeleteHorizon => (Attributes & BatchLayout.DeleteHorizonBit) != 0;

    public int LastOffsetDelta => BinaryPrimitives.ReadInt32BigEndian(_bytes[BatchLayout.LastOffsetDelta..]);

    public long LastOffset => BaseOffset + LastOffsetDelta;

    /// <summary>
    /// What the records' timestamps count from, in milliseconds since 1970, UTC; with a delete horizon, that.
    /// </summary>
    public long BaseTimestamp => BinaryPrimitives.ReadInt64BigEndian(_bytes[BatchLayout.BaseTimestamp..]);

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long MaxTimestamp => BinaryPrimitives.ReadInt64BigEndian(_bytes[BatchLayout.MaxTimestamp..]);

    /// <summary>−1 for a producer that is not idempotent.</summary>
    public long ProducerId => BinaryPrimitives.ReadInt64BigEndian(_bytes[BatchLayout.ProducerId..]);

    public short ProducerEpoch => BinaryPrimitives.ReadInt16BigEndian(_bytes[BatchLayout.ProducerEpoch..]);

    public int BaseSequence => BinaryPrimitives.ReadInt32BigEndian(_bytes[BatchLayout.BaseSequence..]);

    public int RecordCount => BinaryPrimitives.ReadInt32BigEndian(_bytes[BatchLayout.RecordCount..]);
}
