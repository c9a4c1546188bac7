namespace SchemaRegistry.TopicLog.Files;

/// <summary>
/// An open file of a <see cref="MemoryFileSystem"/>; it goes on to work after the file was renamed or deleted.
/// </summary>
internal sealed class MemoryFile(MemoryFileSystem files, string path, MemoryContent content) : IFile
{
    private int _isClosed;

    public long Length => content.Length;

    public int Read(Span<byte> buffer, long position)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isClosed) != 0, this);
        return content.Read(buffer, position);
    }

    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> buffers, long position)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isClosed) != 0, this);
        files.Write(path, content, buffers, position);
    }

    public void Truncate(long length) => files.Truncate(path, content, length);

    public void Sync() => files.Sync(path, content);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
            files.Closed();
    }
}
