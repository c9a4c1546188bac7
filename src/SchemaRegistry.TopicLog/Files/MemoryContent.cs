namespace SchemaRegistry.TopicLog.Files;

/// <summary>
/// The bytes of a file in memory, in chunks, so that a growing file is not copied. Written under the file system's
/// lock; a read beside a write sees bytes that were complete when it began.
/// </summary>
internal sealed class MemoryContent(long id)
{
    private const int ChunkBytes = 64 * 1024;

    private readonly Lock _sync = new();
    private readonly List<byte[]> _chunks = [];
    private long _length;

    /// <summary>Tells it from all others of its file system, whatever its name is.</summary>
    public long Id => id;

    public long Length => Interlocked.Read(ref _length);

    public int Read(Span<byte> buffer, long position)
    {
        lock (_sync)
        {
            var count = (int)Math.Clamp(_length - position, 0, buffer.Length);
            for (var done = 0; done < count;)
            {
                var (chunk, at) = Math.DivRem(position + done, ChunkBytes);
                var part = Math.Min(count - done, ChunkBytes - (int)at);
                _chunks[(int)chunk].AsSpan((int)at, part).CopyTo(buffer[done..]);
                done += part;
            }

            return count;
        }
    }

    public void Write(ReadOnlySpan<byte> bytes, long position)
    {
        lock (_sync)
        {
            while ((long)_chunks.Count * ChunkBytes < position + bytes.Length)
                _chunks.Add(new byte[ChunkBytes]);
            for (var done = 0; done < bytes.Length;)
            {
                var (chunk, at) = Math.DivRem(position + done, ChunkBytes);
                var part = Math.Min(bytes.Length - done, ChunkBytes - (int)at);
                bytes.Slice(done, part).CopyTo(_chunks[(int)chunk].AsSpan((int)at));
                done += part;
            }

            Interlocked.Exchange(ref _length, Math.Max(_length, position + bytes.Length));
        }
    }

    public void Truncate(long length)
    {
        lock (_sync)
        {
            Interlocked.Exchange(ref _length, Math.Min(_length, length));
            var used = (int)((_length + ChunkBytes - 1) / ChunkBytes);
            _chunks.RemoveRange(used, _chunks.Count - used);
            if (_chunks.Count > 0)
                _chunks[^1].AsSpan((int)(_length - ((long)(_chunks.Count - 1) * ChunkBytes))).Clear();
        }
    }
}
