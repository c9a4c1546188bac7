namespace SchemaRegistry.TopicLog.Records;

/// <summary>
/// Collects the output of a decompressor up to a bound, in pooled memory that grows with it. Used by one thread.
/// </summary>
internal sealed class DecompressedBytes(int maxBytes) : IDisposable
{
    private const int FirstBytes = 64 * 1024;

    private byte[] _bytes = BoundedArrayPool.Instance.Rent(FirstBytes);
    private int _length;

    /// <summary>False when the output has ended, or is longer than it may be.</summary>
    public bool MayGrow { get; private set; } = true;

    /// <summary>Where the next bytes go; never empty.</summary>
    public Span<byte> Room
    {
        get
        {
            if (_length == _bytes.Length)
                Grow();
            return _bytes.AsSpan(_length);
        }
    }

    /// <param name="count">Bytes that were written into <see cref="Room"/>; 0 at the end.</param>
    public void Add(int count)
    {
        _length += count;
        MayGrow = count > 0 && _length <= maxBytes;
    }

    public byte[]? ToArrayOrNull() => _length <= maxBytes ? _bytes.AsSpan(0, _length).ToArray() : null;

    public void Dispose() => BoundedArrayPool.Instance.Return(_bytes);

    private void Grow()
    {
        var larger = BoundedArrayPool.Instance.Rent(_bytes.Length * 2);
        _bytes.CopyTo(larger, 0);
        BoundedArrayPool.Instance.Return(_bytes);
        _bytes = larger;
    }
}
