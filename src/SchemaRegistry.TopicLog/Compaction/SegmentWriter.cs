using System.Buffers;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Compaction;

/// <summary>
/// Writes the batches of a compacted segment to a file that has another name until it is complete. Used by one thread.
/// </summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(LogLimits.CompactionBufferBytes);
    private readonly IFile _file;
    private readonly Segment _segment;
    private long _written;
    private int _buffered;

    public SegmentWriter(IFileSystem files, string path, Segment segment)
    {
        _segment = segment;
        _file = files.Open(path);
        _file.Truncate(0);
    }

    public void Append(ReadOnlySpan<byte> batch)
    {
        var position = _written + _buffered;
        if (position + batch.Length > int.MaxValue)
            throw new IOException($"{_segment.Path} would have more than {int.MaxValue} bytes.");
        _segment.Note(new BatchHeader(batch), (int)position);
        while (!batch.IsEmpty)
        {
            var part = batch[..Math.Min(batch.Length, _buffer.Length - _buffered)];
            part.CopyTo(_buffer.AsSpan(_buffered));
            _buffered += part.Length;
            batch = batch[part.Length..];
            if (_buffered == _buffer.Length)
                Flush();
        }
    }

    /// <summary>All of it is on disk when this returns, and the segment knows its size.</summary>
    public void Finish()
    {
        Flush();
        _file.Sync();
        _segment.Restore(new SegmentSummary(_written, _segment.Name.EndOffset!.Value, _segment.MaxTimestamp));
    }

    /// <summary>Once.</summary>
    public void Dispose()
    {
        _file.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private void Flush()
    {
        if (_buffered == 0)
            return;
        _file.Write([_buffer.AsMemory(0, _buffered)], _written);
        _written += _buffered;
        _buffered = 0;
    }
}
