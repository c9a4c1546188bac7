using Microsoft.Win32.SafeHandles;

namespace SchemaRegistry.TopicLog.Files;

/// <summary>Positional reads and writes on a handle; no buffer and no position of its own.</summary>
internal sealed class DiskFile(string path) : IFile
{
    private readonly SafeFileHandle _handle = File.OpenHandle(
        path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    public long Length => RandomAccess.GetLength(_handle);

    public int Read(Span<byte> buffer, long position)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var count = RandomAccess.Read(_handle, buffer[total..], position + total);
            if (count == 0)
                break;
            total += count;
        }

        return total;
    }

    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> buffers, long position) =>
        RandomAccess.Write(_handle, buffers, position);

    public void Truncate(long length) => RandomAccess.SetLength(_handle, length);

    public void Sync() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
}
