using System.Buffers;
using System.Buffers.Binary;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Compaction;

/// <summary>
/// Drops records of a batch that were superseded, have no key, or are tombstones whose time is over. What stays keeps
/// its offset and timestamp, and the batch its first and last offset, its producer and its codec. A batch with
/// tombstones gets a delete horizon when it has none: the timestamps of its records then count from it (KIP-534).
/// Control batches stay as they are, and those that would become too large. Used by one thread.
/// </summary>
internal sealed class BatchCleaner(CleaningRules rules)
{
    private readonly ArrayBufferWriter<byte> _records = new();
    private readonly ArrayBufferWriter<byte> _shifted = new();
    private byte[] _rewritten = [];

    /// <summary>The batch after <see cref="Cleaning.Rewritten"/>, until the next call.</summary>
    public ReadOnlySpan<byte> Rewritten => _rewritten;

    /// <summary>The earliest horizon of a tombstone that stayed, in milliseconds since 1970; null for none.</summary>
    public long? NextHorizon { get; private set; }

    /// <param name="batch">A whole batch whose checksum is right.</param>
    /// <param name="problem">Set when its records are not what the header says; then nothing may be concluded.</param>
    public Cleaning Clean(ReadOnlySpan<byte> batch, out string? problem)
    {
        problem = null;
        var header = new BatchHeader(batch);
        if (header.IsControl || header.BaseOffset >= rules.EndOffset)
            return Cleaning.Kept;
        if (!RecordWalk.TryOpen(batch, LogLimits.MaxDecompressedBytes, out var records))
        {
            problem = "the records of a batch cannot be decompressed";
            return Cleaning.Kept;
        }

        var kept = Collect(header, records, out problem);
        if (problem is not null)
            return Cleaning.Kept;
        if (kept.Count == 0)
            return IsLastOfProducer(header) || IsLastOfAll(header) ? Empty(batch) : Cleaning.Dropped;

        var horizon = kept.HasTombstone && !header.HasDeleteHorizon ? rules.NewHorizon : (long?)null;
        var isChanged = kept.Count < header.RecordCount || horizon is not null;
        if (isChanged && !TryRewrite(batch, kept, horizon))
            return Cleaning.Kept;
        if (kept.HasTombstone)
            NextHorizon = Math.Min(NextHorizon ?? long.MaxValue, horizon ?? header.BaseTimestamp);
        return isChanged ? Cleaning.Rewritten : Cleaning.Kept;
    }

    /// <summary>Copies the records that stay.</summary>
    private KeptRecords Collect(BatchHeader header, ReadOnlySpan<byte> records, out string? problem)
    {
        _records.ResetWrittenCount();
        var kept = new KeptRecords(0, HasTombstone: false, long.MinValue);
        var walk = new RecordWalk(header, records);
        while (walk.MoveNext())
        {
            if (!Stays(header, walk.Record))
                continue;
            _records.Write(walk.Record.Raw);
            kept = new KeptRecords(
                kept.Count + 1,
                kept.HasTombstone || !walk.Record.HasValue,
                Math.Max(kept.MaxTimestamp, walk.Record.Timestamp));
        }

        problem = walk.Problem;
        return kept;
    }

    private bool Stays(BatchHeader header, in RecordReader record)
    {
        if (!record.HasKey || rules.Keys.HasLater(record.Key, record.Offset))
            return false;
        return record.HasValue || !header.HasDeleteHorizon || header.BaseTimestamp > rules.Now;
    }

    private bool IsLastOfProducer(BatchHeader header) =>
        header.ProducerId >= 0 && rules.LastBatches.GetValueOrDefault(header.ProducerId, -1) == header.BaseOffset;

    /// <summary>
    /// The last batch may be the last of the log: without it no reader would ever get to the offset behind it.
    /// </summary>
    private bool IsLastOfAll(BatchHeader header) => header.LastOffset + 1 >= rules.EndOffset;

    private Cleaning Empty(ReadOnlySpan<byte> batch)
    {
        var header = new BatchHeader(batch);
        if (header.RecordCount == 0)
            return Cleaning.Kept;
        var attributes = header.Attributes & ~(BatchLayout.CodecMask | BatchLayout.DeleteHorizonBit);
        _rewritten = batch[..BatchLayout.HeaderSize].ToArray();
        BinaryPrimitives.WriteInt64BigEndian(_rewritten.AsSpan(BatchLayout.BaseTimestamp), header.MaxTimestamp);
        Finish((short)attributes, recordCount: 0);
        return Cleaning.Rewritten;
    }

    /// <summary>
    /// False when the batch would be larger than any may be: its producer compressed it better than we do, and with
    /// more bytes nothing could read it.
    /// </summary>
    private bool TryRewrite(ReadOnlySpan<byte> batch, KeptRecords kept, long? newHorizon)
    {
        var header = new BatchHeader(batch);
        var attributes = header.Attributes;
        var records = _records.WrittenSpan;
        if (newHorizon is { } horizon)
        {
            attributes |= BatchLayout.DeleteHorizonBit;
            records = Shift(records, header.BaseTimestamp - horizon);
        }

        var content = BatchCompression.Compress(header.Codec, records);
        if (BatchLayout.HeaderSize + content.Length > rules.MaxBatchBytes)
            return false;
        _rewritten = new byte[BatchLayout.HeaderSize + content.Length];
        batch[..BatchLayout.HeaderSize].CopyTo(_rewritten);
        content.CopyTo(_rewritten, BatchLayout.HeaderSize);
        var baseTimestamp = newHorizon ?? header.BaseTimestamp;
        var maxTimestamp = header.HasLogAppendTime ? header.MaxTimestamp : kept.MaxTimestamp;
        BinaryPrimitives.WriteInt64BigEndian(_rewritten.AsSpan(BatchLayout.BaseTimestamp), baseTimestamp);
        BinaryPrimitives.WriteInt64BigEndian(_rewritten.AsSpan(BatchLayout.MaxTimestamp), maxTimestamp);
        Finish(attributes, kept.Count);
        return true;
    }

    private void Finish(short attributes, int recordCount)
    {
        var batch = _rewritten.AsSpan();
        BinaryPrimitives.WriteInt32BigEndian(batch[BatchLayout.Length..], batch.Length - BatchLayout.BeforeLength);
        BinaryPrimitives.WriteInt16BigEndian(batch[BatchLayout.Attributes..], attributes);
        BinaryPrimitives.WriteInt32BigEndian(batch[BatchLayout.RecordCount..], recordCount);
        RecordBatchBuilder.Seal(batch);
    }

    /// <summary>Adds to the timestamp delta of each record; what follows it is copied.</summary>
    private ReadOnlySpan<byte> Shift(ReadOnlySpan<byte> records, long difference)
    {
        _shifted.ResetWrittenCount();
        Span<byte> delta = stackalloc byte[Varint.MaxBytes];
        while (Varint.TryRead(ref records, out var length))
        {
            var record = records[..(int)length];
            records = records[(int)length..];
            var rest = record[1..];
            Varint.TryRead(ref rest, out var old);
            var deltaSize = Varint.Write(delta, old + difference);
            _shifted.Advance(Varint.Write(_shifted.GetSpan(Varint.MaxBytes), 1 + deltaSize + rest.Length));
            _shifted.Write(record[..1]);
            _shifted.Write(delta[..deltaSize]);
            _shifted.Write(rest);
        }

        return _shifted.WrittenSpan;
    }

    private readonly record struct KeptRecords(int Count, bool HasTombstone, long MaxTimestamp);
}
