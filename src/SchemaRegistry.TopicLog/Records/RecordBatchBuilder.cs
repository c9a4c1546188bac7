using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace SchemaRegistry.TopicLog.Records;

/// <summary>Builds one batch as a client would send it: base offset 0, leader epoch 0.</summary>
public static class RecordBatchBuilder
{
    public static byte[] Build(
        IReadOnlyList<LogRecord> records, BatchOrigin? origin = null, CompressionCodec codec = CompressionCodec.None)
    {
        ArgumentOutOfRangeException.ThrowIfZero(records.Count);
        var body = new ArrayBufferWriter<byte>();
        var baseTimestamp = records[0].Timestamp;
        for (var index = 0; index < records.Count; index++)
            WriteRecord(body, records[index], index, baseTimestamp);

        var content = BatchCompression.Compress(codec, body.WrittenSpan);
        var batch = new byte[BatchLayout.HeaderSize + content.Length];
        content.CopyTo(batch.AsSpan(BatchLayout.HeaderSize));
        WriteHeader(batch, records, origin ?? BatchOrigin.None, codec);
        return batch;
    }

    /// <summary>Sets the checksum to that of the bytes that are there now.</summary>
    public static void Seal(Span<byte> batch) =>
        BinaryPrimitives.WriteUInt32BigEndian(
            batch[BatchLayout.Crc..], Crc32C.Compute(batch[BatchLayout.Attributes..]));

    private static void WriteHeader(
        Span<byte> batch, IReadOnlyList<LogRecord> records, BatchOrigin origin, CompressionCodec codec)
    {
        BinaryPrimitives.WriteInt32BigEndian(batch[BatchLayout.Length..], batch.Length - BatchLayout.BeforeLength);
        batch[BatchLayout.Magic] = BatchLayout.CurrentMagic;
        BinaryPrimitives.WriteInt16BigEndian(batch[BatchLayout.Attributes..], (short)codec);
        BinaryPrimitives.WriteInt32BigEndian(batch[BatchLayout.LastOffsetDelta..], records.Count - 1);
        BinaryPrimitives.WriteInt64BigEndian(batch[BatchLayout.BaseTimestamp..], records[0].Timestamp);
        BinaryPrimitives.WriteInt64BigEndian(
            batch[BatchLayout.MaxTimestamp..], records.Max(record => record.Timestamp));
        BinaryPrimitives.WriteInt64BigEndian(batch[BatchLayout.ProducerId..], origin.ProducerId);
        BinaryPrimitives.WriteInt16BigEndian(batch[BatchLayout.ProducerEpoch..], origin.Epoch);
        BinaryPrimitives.WriteInt32BigEndian(batch[BatchLayout.BaseSequence..], origin.BaseSequence);
        BinaryPrimitives.WriteInt32BigEndian(batch[BatchLayout.RecordCount..], records.Count);
        Seal(batch);
    }

    private static void WriteRecord(ArrayBufferWriter<byte> body, LogRecord record, int index, long baseTimestamp)
    {
        var content = new ArrayBufferWriter<byte>();
        content.Write([(byte)0]);
        WriteVarint(content, record.Timestamp - baseTimestamp);
        WriteVarint(content, index);
        WriteBytes(content, record.Key);
        WriteBytes(content, record.Value);
        WriteVarint(content, record.Headers.Count);
        foreach (var (key, value) in record.Headers)
        {
            WriteBytes(content, Encoding.UTF8.GetBytes(key));
            WriteBytes(content, value is null ? default(ReadOnlyMemory<byte>?) : value.AsMemory());
        }

        WriteVarint(body, content.WrittenCount);
        body.Write(content.WrittenSpan);
    }

    private static void WriteBytes(ArrayBufferWriter<byte> target, ReadOnlyMemory<byte>? bytes)
    {
        WriteVarint(target, bytes?.Length ?? -1);
        if (bytes is { } present)
            target.Write(present.Span);
    }

    private static void WriteVarint(ArrayBufferWriter<byte> target, long value) =>
        target.Advance(Varint.Write(target.GetSpan(10), value));
}
