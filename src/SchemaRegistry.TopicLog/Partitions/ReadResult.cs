namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// Whole batches, the first of which may begin below the offset that was asked for, in a pooled buffer that the
/// receiver gives back by disposing, once. Empty when there is nothing to read yet, or on an error.
/// </summary>
public struct ReadResult : IDisposable
{
    private byte[]? _rented;

    internal ReadResult(LogError error)
    {
        Error = error;
        Batches = default;
    }

    internal ReadResult(byte[] rented, ReadOnlyMemory<byte> batches)
    {
        _rented = rented;
        Error = LogError.None;
        Batches = batches;
    }

    public LogError Error { get; }

    public ReadOnlyMemory<byte> Batches { get; private set; }

    /// <summary>Bytes of the buffer, which is as large as the next power of two.</summary>
    public readonly int HeldBytes => _rented?.Length ?? 0;

    public void Dispose()
    {
        if (_rented is { } rented)
            BoundedArrayPool.Instance.Return(rented);
        _rented = null;
        Batches = default;
    }
}
