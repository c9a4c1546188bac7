namespace SchemaRegistry.TopicLog.Records;

/// <summary>
/// What a batch must be to be appended, in the order in which Kafka checks it. Pure; throws nothing.
/// </summary>
public static class BatchRules
{
    /// <summary>Checks that the bytes are exactly one batch that a client may send.</summary>
    public static LogError CheckSubmitted(ReadOnlySpan<byte> batch, int maxBatchBytes)
    {
        var error = CheckStored(batch);
        if (error != LogError.None && error != LogError.CorruptBatch)
            return error;
        if (batch.Length > maxBatchBytes)
            return LogError.BatchTooLarge;
        if (error != LogError.None)
            return error;

        var header = new BatchHeader(batch);
        if (header.TotalSize != batch.Length)
            return LogError.CorruptBatch;
        if (header.HasLogAppendTime)
            return LogError.InvalidTimestamp;
        if (header.BaseOffset != 0 || header.IsControl || header.HasDeleteHorizon || header.RecordCount <= 0
            || header.LastOffsetDelta != header.RecordCount - 1
            || (header.ProducerId >= 0 && (header.BaseSequence < 0 || header.ProducerEpoch < 0)))
        {
            return LogError.InvalidRecord;
        }

        return CheckRecords(header, batch[BatchLayout.HeaderSize..]);
    }

    /// <summary>Checks that the bytes begin with one whole batch whose checksum is right.</summary>
    public static LogError CheckStored(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < BatchLayout.HeaderSize)
            return LogError.CorruptBatch;
        var header = new BatchHeader(bytes);
        if (header.Magic != BatchLayout.CurrentMagic)
            return LogError.UnsupportedFormat;
        if (header.TotalSize < BatchLayout.HeaderSize || header.TotalSize > bytes.Length)
            return LogError.CorruptBatch;

        var checkedBytes = bytes[BatchLayout.Attributes..(int)header.TotalSize];
        return Crc32C.Compute(checkedBytes) == header.Crc ? LogError.None : LogError.CorruptBatch;
    }

    /// <summary>
    /// Checks that each record of a submitted batch has a key, as a compacted topic needs it; compressed batches are
    /// decompressed for it, within <see cref="BatchCompression.MaxSubmittedBytes"/>.
    /// </summary>
    /// <param name="batch">For which <see cref="CheckSubmitted"/> found nothing.</param>
    /// <param name="withoutKey">
    /// The records that have none, by index from 0, at most <see cref="LogLimits.MaxNamedRecords"/> of them; null when
    /// the batch is refused for another reason or not at all.
    /// </param>
    public static LogError CheckKeys(ReadOnlySpan<byte> batch, out IReadOnlyList<int>? withoutKey)
    {
        withoutKey = null;
        var maxBytes = BatchCompression.MaxSubmittedBytes(batch.Length - BatchLayout.HeaderSize);
        if (!RecordWalk.TryOpen(batch, maxBytes, out var records))
            return LogError.InvalidRecord;
        List<int>? found = null;
        var walk = new RecordWalk(new BatchHeader(batch), records);
        while (walk.MoveNext())
        {
            if (!walk.Record.HasKey && (found ??= []).Count < LogLimits.MaxNamedRecords)
                found.Add(walk.Record.OffsetDelta);
        }

        if (walk.Problem is null)
            withoutKey = found;
        return walk.Problem is null && found is null ? LogError.None : LogError.InvalidRecord;
    }

    /// <summary>
    /// Walks uncompressed records; compressed ones are taken as they are, the checksum having been right.
    /// </summary>
    private static LogError CheckRecords(BatchHeader header, ReadOnlySpan<byte> records)
    {
        if (header.Codec > CompressionCodec.Zstd)
            return LogError.CorruptBatch;
        if (header.Codec != CompressionCodec.None)
            return LogError.None;

        var reader = new RecordReader(records, header.BaseOffset, header.BaseTimestamp);
        var expected = 0;
        while (reader.MoveNext())
        {
            if (reader.OffsetDelta != expected++)
                return LogError.InvalidRecord;
        }

        return reader.IsCorrupt || expected != header.RecordCount ? LogError.InvalidRecord : LogError.None;
    }
}
