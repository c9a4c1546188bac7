using System.Buffers;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Segments;

/// <summary>
/// Walks the batches of a segment that nothing is appended to, reading ahead, and holds each against its checksum and
/// its place. Used by one thread.
/// </summary>
internal sealed class BatchCursor(Segment segment) : IDisposable
{
    private readonly long _size = segment.Size;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(
        (int)Math.Clamp(segment.Size, BatchLayout.HeaderSize, LogLimits.CompactionBufferBytes));
    private int _start;
    private int _end;
    private int _batchSize;
    private long _nextOffset = segment.BaseOffset;

    /// <summary>Valid until the next move.</summary>
    public ReadOnlySpan<byte> Batch => _buffer.AsSpan(_start, _batchSize);

    /// <summary>Where the batch begins in the file.</summary>
    public long Position { get; private set; }

    /// <exception cref="LogCorruptException">There is more, but it is not sound.</exception>
    /// <exception cref="ObjectDisposedException">The segment is no longer part of the log.</exception>
    public bool MoveNext()
    {
        Position += _batchSize;
        _start += _batchSize;
        _batchSize = 0;
        if (Position == _size)
            return false;

        Fill(BatchLayout.HeaderSize);
        var size = new BatchHeader(_buffer.AsSpan(_start)).TotalSize;
        if (size < BatchLayout.HeaderSize || size > LogLimits.MaxBatchBytes || size > _size - Position)
            throw Corrupt("a batch has a length that cannot be");
        Fill((int)size);
        var header = new BatchHeader(_buffer.AsSpan(_start));
        if (BatchRules.CheckStored(_buffer.AsSpan(_start, (int)size)) != LogError.None)
            throw Corrupt("the checksum of a batch is wrong");
        if (!segment.MayFollow(header.BaseOffset, header.LastOffset, _nextOffset))
            throw Corrupt($"a batch has offset {header.BaseOffset} where {_nextOffset} may come");
        _nextOffset = header.LastOffset + 1;
        _batchSize = (int)size;
        return true;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    public LogCorruptException Corrupt(string reason) => new(segment.Path, Position, reason);

    /// <summary>Sees to it that so many bytes from the batch's start on are in the buffer.</summary>
    private void Fill(int count)
    {
        if (_end - _start >= count)
            return;
        var kept = _buffer.AsSpan(_start, _end - _start);
        if (count > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(count);
            kept.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else
        {
            kept.CopyTo(_buffer);
        }

        (_start, _end) = (0, kept.Length);
        var wanted = (int)Math.Min(_buffer.Length - _end, _size - Position - _end);
        _end += segment.File.Read(_buffer.AsSpan(_end, wanted), Position + _end);
        if (_end < count)
            throw Corrupt("the file ends within a batch");
    }
}
