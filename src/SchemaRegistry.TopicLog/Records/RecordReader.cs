using System.Text;

namespace SchemaRegistry.TopicLog.Records;

/// <summary>
/// Walks the (decompressed) records of one batch. Every length is checked against the bytes that are left; at the first
/// one that is wrong the walk ends and <see cref="IsCorrupt"/> is set.
/// </summary>
public ref struct RecordReader
{
    private readonly long _baseOffset;
    private readonly long _baseTimestamp;
    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _headers;

    public RecordReader(ReadOnlySpan<byte> records, long baseOffset, long baseTimestamp)
    {
        _rest = records;
        _baseOffset = baseOffset;
        _baseTimestamp = baseTimestamp;
    }

    public bool IsCorrupt { get; private set; }

    /// <summary>All bytes of the current record, its length included.</summary>
    public ReadOnlySpan<byte> Raw { get; private set; }

    public int OffsetDelta { get; private set; }

    public readonly long Offset => _baseOffset + OffsetDelta;

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long Timestamp { get; private set; }

    public bool HasKey { get; private set; }

    public ReadOnlySpan<byte> Key { get; private set; }

    public bool HasValue { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    public int HeaderCount { get; private set; }

    public bool MoveNext()
    {
        if (IsCorrupt || _rest.IsEmpty)
            return false;
        if (TryReadRecord())
            return true;
        IsCorrupt = true;
        return false;
    }

    /// <summary>The headers of the current record, in order; a value may be null.</summary>
    public readonly IReadOnlyList<KeyValuePair<string, byte[]?>> ReadHeaders()
    {
        var headers = new List<KeyValuePair<string, byte[]?>>();
        var rest = _headers;
        while (headers.Count < HeaderCount
            && Varint.TryReadBytes(ref rest, out var key, out _)
            && Varint.TryReadBytes(ref rest, out var value, out var hasValue))
        {
            headers.Add(new(Encoding.UTF8.GetString(key), hasValue ? value.ToArray() : null));
        }

        return headers;
    }

    private bool TryReadRecord()
    {
        var raw = _rest;
        if (!Varint.TryRead(ref _rest, out var length) || length < 0 || length > _rest.Length)
            return false;
        var record = _rest[..(int)length];
        _rest = _rest[(int)length..];
        if (record.IsEmpty)
            return false;

        Raw = raw[..^_rest.Length];
        record = record[1..];
        if (!Varint.TryRead(ref record, out var timestampDelta)
            || !Varint.TryRead(ref record, out var offsetDelta) || offsetDelta is < 0 or > int.MaxValue
            || !Varint.TryReadBytes(ref record, out var key, out var hasKey)
            || !Varint.TryReadBytes(ref record, out var value, out var hasValue)
            || !Varint.TryRead(ref record, out var headerCount) || headerCount < 0 || headerCount > record.Length)
        {
            return false;
        }

        OffsetDelta = (int)offsetDelta;
        Timestamp = _baseTimestamp + timestampDelta;
        Key = key;
        HasKey = hasKey;
        Value = value;
        HasValue = hasValue;
        HeaderCount = (int)headerCount;
        _headers = record;
        return HasWholeHeaders(record, HeaderCount);
    }

    private static bool HasWholeHeaders(ReadOnlySpan<byte> rest, int count)
    {
        for (var index = 0; index < count; index++)
        {
            if (!Varint.TryReadBytes(ref rest, out _, out var hasKey) || !hasKey
                || !Varint.TryReadBytes(ref rest, out _, out _))
            {
                return false;
            }
        }

        return rest.IsEmpty;
    }
}
