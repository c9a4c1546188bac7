using System.Buffers;
using System.Buffers.Binary;

namespace SchemaRegistry.Kafka.Wire;

/// <summary>
/// One frame on its way out: pooled bytes, and record blobs that are spliced in where they belong instead of being
/// copied. The first four bytes are the frame's length, filled in by <see cref="Seal"/>. Owned by one task at a time;
/// whoever holds it disposes it. The blobs belong to whoever spliced them and outlive it.
/// </summary>
public sealed class FrameBuffer : IDisposable
{
    public const int LengthPrefixBytes = 4;

    private const int DefaultCapacity = 512;

    private readonly List<(int Position, ReadOnlyMemory<byte> Blob)> _splices = [];
    private byte[] _bytes = [];
    private int _length;

    public FrameBuffer(int initialCapacity = DefaultCapacity) => Begin(initialCapacity);

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

    /// <summary>In how many pieces the frame lies; see <see cref="Part"/>.</summary>
    public int PartCount => (2 * _splices.Count) + 1;

    /// <summary>Begins a new frame in one that was disposed.</summary>
    public void Begin(int initialCapacity = DefaultCapacity)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(initialCapacity);
        _length = LengthPrefixBytes;
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

    /// <summary>Writes the length prefix; nothing is added afterwards.</summary>
    public FrameBuffer Seal()
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes, checked((int)(TotalBytes - LengthPrefixBytes)));
        return this;
    }

    /// <summary>The pieces in order: bytes and blobs take turns, beginning and ending with bytes.</summary>
    public ReadOnlyMemory<byte> Part(int index)
    {
        var splice = index / 2;
        if (index % 2 == 1)
            return _splices[splice].Blob;

        var start = splice == 0 ? 0 : _splices[splice - 1].Position;
        var end = splice == _splices.Count ? _length : _splices[splice].Position;
        return _bytes.AsMemory(start, end - start);
    }

    public void Dispose()
    {
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
