namespace SchemaRegistry.TopicLog.Files;

/// <summary>
/// An open file. Reads may run beside each other and beside one writer; the caller sees to it that there is one writer.
/// </summary>
public interface IFile : IDisposable
{
    /// <summary>Bytes in the file.</summary>
    long Length { get; }

    /// <summary>Reads until the buffer is full or the file ends, and returns how many bytes it read.</summary>
    int Read(Span<byte> buffer, long position);

    /// <summary>Writes all buffers one after the other, beginning at a position.</summary>
    void Write(IReadOnlyList<ReadOnlyMemory<byte>> buffers, long position);

    /// <summary>Cuts the file to a length.</summary>
    void Truncate(long length);

    /// <summary>Returns when everything written so far is on disk (fsync).</summary>
    void Sync();
}
