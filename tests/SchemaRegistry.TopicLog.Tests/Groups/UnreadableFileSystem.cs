using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.TopicLog.Files;

namespace SchemaRegistry.TopicLog.Tests.Groups;

/// <summary>Files of which those of the offsets topic can not be read while the test wants it so.</summary>
internal sealed class UnreadableFileSystem(IFileSystem files) : IFileSystem
{
    private volatile bool _isUnreadable;

    public bool IsUnreadable
    {
        get => _isUnreadable;
        set => _isUnreadable = value;
    }

    public IFile Open(string path) => new UnreadableFile(files.Open(path), path, this);

    public bool Exists(string path) => files.Exists(path);

    public IReadOnlyList<string> List(string folder) => files.List(folder);

    public void CreateFolder(string folder) => files.CreateFolder(folder);

    public void Delete(string path) => files.Delete(path);

    public void DeleteFolder(string folder) => files.DeleteFolder(folder);

    public void Rename(string from, string to) => files.Rename(from, to);

    public void SyncFolder(string folder) => files.SyncFolder(folder);

    private sealed class UnreadableFile(IFile file, string path, UnreadableFileSystem owner) : IFile
    {
        public long Length => file.Length;

        public int Read(Span<byte> buffer, long position) =>
            owner.IsUnreadable && path.Contains(OffsetsTopic.Name)
                ? throw new IOException($"EIO at {path}")
                : file.Read(buffer, position);

        public void Write(IReadOnlyList<ReadOnlyMemory<byte>> buffers, long position) => file.Write(buffers, position);

        public void Truncate(long length) => file.Truncate(length);

        public void Sync() => file.Sync();

        public void Dispose() => file.Dispose();
    }
}
