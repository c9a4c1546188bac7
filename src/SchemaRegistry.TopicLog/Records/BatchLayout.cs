namespace SchemaRegistry.TopicLog.Records;

/// <summary>
/// Where the fields of a record batch of magic 2 lie; big-endian, the same on the wire and on disk (KIP-98).
/// <code>
/// at size field                 at size field
///  0  8   base offset           27  8   base timestamp (ms)
///  8  4   length after this     35  8   max timestamp (ms)
/// 12  4   leader epoch          43  8   producer id, -1 none
/// 16  1   magic, 2              51  2   producer epoch
/// 17  4   CRC-32C of 21..end    53  4   base sequence, -1 none
/// 21  2   attributes            57  4   record count
/// 23  4   last offset delta     61  …   records, compressed as a whole
/// </code>
/// </summary>
public static class BatchLayout
{
    public const int BaseOffset = 0;
    public const int Length = 8;
    public const int LeaderEpoch = 12;
    public const int Magic = 16;
    public const int Crc = 17;
    public const int Attributes = 21;
    public const int LastOffsetDelta = 23;
    public const int BaseTimestamp = 27;
    public const int MaxTimestamp = 35;
    public const int ProducerId = 43;
    public const int ProducerEpoch = 51;
    public const int BaseSequence = 53;
    public const int RecordCount = 57;
    public const int HeaderSize = 61;

    /// <summary>Bytes that the length field does not count: the base offset and the field itself.</summary>
    public const int BeforeLength = 12;

    public const byte CurrentMagic = 2;

    public const short CodecMask = 0x07;
    public const short LogAppendTimeBit = 0x08;
    public const short TransactionalBit = 0x10;
    public const short ControlBit = 0x20;

    /// <summary>
    /// Set by compaction: the base timestamp is when the tombstones of the batch may go, and the records' timestamps
    /// count from it (KIP-534).
    /// </summary>
    public const short DeleteHorizonBit = 0x40;
}
