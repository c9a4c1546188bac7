using System.Diagnostics.CodeAnalysis;

namespace SchemaRegistry.TopicLog.Records;

/// <summary>
/// Walks the records of a whole batch and holds them against its header: as many as it says, offsets ascending and
/// within its range.
/// </summary>
internal ref struct RecordWalk
{
    private readonly int _expectedCount;
    private readonly int _lastOffsetDelta;
    private RecordReader _reader;
    private int _count;
    private int _leastDelta;

    /// <param name="header">Of the batch.</param>
    /// <param name="records">What <see cref="TryOpen"/> gave for it.</param>
    public RecordWalk(BatchHeader header, ReadOnlySpan<byte> records)
    {
        _expectedCount = header.RecordCount;
        _lastOffsetDelta = header.LastOffsetDelta;
        _reader = new RecordReader(records, header.BaseOffset, header.BaseTimestamp);
    }

    /// <summary>Set when the walk has ended because the records are not what the header says.</summary>
    public string? Problem { get; private set; }

    /// <summary>The current record.</summary>
    [UnscopedRef]
    public readonly ref readonly RecordReader Record => ref _reader;

    /// <summary>
    /// The records of a batch, decompressed; false when they are no such stream or more than
    /// <paramref name="maxBytes"/>.
    /// </summary>
    public static bool TryOpen(ReadOnlySpan<byte> batch, int maxBytes, out ReadOnlySpan<byte> records)
    {
        var header = new BatchHeader(batch);
        records = batch[BatchLayout.HeaderSize..];
        if (header.Codec == CompressionCodec.None || records.IsEmpty)
            return true;
        var decompressed = BatchCompression.TryDecompress(header.Codec, records, maxBytes);
        records = decompressed;
        return decompressed is not null;
    }

    public bool MoveNext()
    {
        if (Problem is not null)
            return false;
        if (_reader.MoveNext())
        {
            if (_reader.OffsetDelta >= _leastDelta && _reader.OffsetDelta <= _lastOffsetDelta)
            {
                _leastDelta = _reader.OffsetDelta + 1;
                _count++;
                return true;
            }

            Problem = "the offset of a record is not within its batch or not behind the one before";
        }
        else if (_reader.IsCorrupt)
        {
            Problem = "a length within a batch is wrong";
        }
        else if (_count != _expectedCount)
        {
            Problem = $"a batch has {_count} records instead of {_expectedCount}";
        }

        return false;
    }
}
