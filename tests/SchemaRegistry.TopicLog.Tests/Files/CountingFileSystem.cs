using System.Collections.Concurrent;
using SchemaRegistry.TopicLog.Files;

namespace SchemaRegistry.TopicLog.Tests.Files;

/// <summary>Counts what another file system is asked for, by kind.</summary>
internal sealed class CountingFileSystem(IFileSystem files) : IFileSystem
{
    private readonly ConcurrentDictionary<string, int> _counts = [];

    public int this[string kind] => _counts.GetValueOrDefault(kind);

    public int All => _counts.Values.Sum();

    public void Reset() => _counts.Clear();

    public override string ToString() =>
        string.Join(", ", _counts.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}"));

    public IFile Open(string path)
    {
        Count(nameof(Open));
        return new CountingFile(this, files.Open(path));
    }

    public bool Exists(string path)
    {
        Count(nameof(Exists));
        return files.Exists(path);
    }

    public IReadOnlyList<string> List(string folder)
    {
        Count(nameof(List));
        return files.List(folder);
    }

    public void CreateFolder(string folder)
    {
        Count(nameof(CreateFolder));
        files.CreateFolder(folder);
    }

    public void Delete(string path)
    {
        Count(nameof(Delete));
        files.Delete(path);
    }

    public void DeleteFolder(string folder)
    {
        Count(nameof(DeleteFolder));
        files.DeleteFolder(folder);
    }

    public void Rename(string from, string to)
    {
        Count(nameof(Rename));
        files.Rename(from, to);
    }

    public void SyncFolder(string folder)
    {
        Count(nameof(SyncFolder));
        files.SyncFolder(folder);
    }

    private void Count(string kind) => _counts.AddOrUpdate(kind, 1, (_, count) => count + 1);

    private sealed class CountingFile(CountingFileSystem counts, IFile file) : IFile
    {
        public long Length => file.Length;

        public int Read(Span<byte> buffer, long position)
        {
            counts.Count(nameof(Read));
            return file.Read(buffer, position);
        }

        public void Write(IReadOnlyList<ReadOnlyMemory<byte>> buffers, long position)
        {
            counts.Count(nameof(Write));
            file.Write(buffers, position);
        }

        public void Truncate(long length)
        {
            counts.Count(nameof(Truncate));
            file.Truncate(length);
        }

        public void Sync()
        {
            counts.Count(nameof(Sync));
            file.Sync();
        }

        public void Dispose() => file.Dispose();
    }
}
