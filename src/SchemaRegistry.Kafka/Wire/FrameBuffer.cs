using System.Buffers;
using System.Buffers.Binary;

namespace SchemaRegistry.Kafka.Wire;

/// <summary>
/// One frame on its way out: pooled bytes, and record blobs that are spliced in where they belong instead of being
/// copied. The first four bytes are the frame's length, filled in by <see cref="Seal"/>. Owned by one task at a time;
/// whoever holds it disposes it, which also disposes the owners of the blobs.
/// </summary>
internal sealed class FrameBuffer : IDisposable
{
    public const int LengthPrefixBytes = 4;

    private readonly List<(int Position, ReadOnlyMemory<byte> Blob)> _splices = [];
    private readonly List<IDisposable> _owners = [];
    private byte[] _bytes;
    private int _length;

    public FrameBuffer(int initialCapacity = 512)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(initialCapacity);
        _length = LengthPrefixBytes;
    }

    /// <summary>Bytes written so far, without the blobs.</summary>
    public int Length => _length;

    /// <summary>Everything that goes out, length prefix and blobs included.</summary>
    public long TotalBytes
    {
        get
        {
            long total = _length;
            foreach (var (_, blob) in _splices)
                total += blob.Length;

            return total;
        }
    }

    /// <summary>The next <paramref name="count"/> bytes, to be written by the caller at once.</summary>
    public Span<byte> Append(int count)
    {
        if (_bytes.Length - _length < count)
            Grow(count);

        var span = _bytes.AsSpan(_length, count);
        _length += count;
        return span;
    }

    /// <summary>Moves everything from <paramref name="start"/> on to the right and returns the gap.</summary>
    public Span<byte> Insert(int start, int count)
    {
        var moved = _length - start;
        Append(count);
        _bytes.AsSpan(start, moved).CopyTo(_bytes.AsSpan(start + count));
        return _bytes.AsSpan(start, count);
    }

    public void Splice(ReadOnlyMemory<byte> blob)
    {
        if (blob.Length > 0)
            _splices.Add((_length, blob));
    }

    /// <summary>Keeps the owner of spliced blobs alive until this frame is disposed.</summary>
    public void Own(IDisposable owner) => _owners.Add(owner);

    /// <summary>Writes the length prefix; nothing is added afterwards.</summary>
    public FrameBuffer Seal()
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes, checked((int)(TotalBytes - LengthPrefixBytes)));
        return this;
    }

    public void CopyTo(IBufferWriter<byte> output)
    {
        var done = 0;
        foreach (var (position, blob) in _splices)
        {
            output.Write(_bytes.AsSpan(done, position - done));
            output.Write(blob.Span);
            done = position;
        }

        output.Write(_bytes.AsSpan(done, _length - done));
    }

    public void Dispose()
    {
        foreach (var owner in _owners)
            owner.Dispose();

        _owners.Clear();
        _splices.Clear();
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);

        _bytes = [];
        _length = 0;
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_length + count), _bytes.Length * 2));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
