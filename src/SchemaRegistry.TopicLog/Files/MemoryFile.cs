namespace SchemaRegistry.TopicLog.Files;

/// <summary>
/// An open file of a <see cref="MemoryFileSystem"/>; it goes on to work after the file was renamed or deleted.
/// </summary>
internal sealed class MemoryFile(MemoryFileSystem files, string path, MemoryContent content) : IFile
{
    public long Length => content.Length;

    public int Read(Span<byte> buffer, long position) => content.Read(buffer, position);

    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> buffers, long position) =>
        files.Write(path, content, buffers, position);

    public void Truncate(long length) => files.Truncate(path, content, length);

    public void Sync() => files.Sync(path);

    public void Dispose()
    {
    }
}
