namespace SchemaRegistry.TopicLog.Files;

/// <summary>
/// Files in memory: for servers without a data folder, and for tests. With a journal it records every change, from
/// which a test can build what a disk may hold after a power cut; <see cref="BeforeOperation"/> can refuse one. Safe
/// for any thread.
/// </summary>
public sealed class MemoryFileSystem : IFileSystem
{
    private readonly Lock _sync = new();
    private readonly MemoryFolder _root = new();
    private readonly List<FileOperation>? _journal;
    private long _lastId;
    private int _openFiles;

    public MemoryFileSystem(bool keepsJournal = false) => _journal = keepsJournal ? [] : null;

    /// <summary>Called before each change; what it throws is what the caller of the change gets.</summary>
    public Action<FileOperation>? BeforeOperation { get; set; }

    /// <summary>All changes so far, oldest first; empty without a journal.</summary>
    public IReadOnlyList<FileOperation> Journal
    {
        get
        {
            lock (_sync)
                return _journal is null ? [] : [.. _journal];
        }
    }

    /// <summary>How many changes are in the journal.</summary>
    public int Changes
    {
        get
        {
            lock (_sync)
                return _journal?.Count ?? 0;
        }
    }

    /// <summary>Files that are open at this moment.</summary>
    public int OpenFiles => Volatile.Read(ref _openFiles);

    public IFile Open(string path)
    {
        if (!Exists(path))
            BeforeOperation?.Invoke(new FileOperation(FileOperationKind.Create, path));
        lock (_sync)
        {
            var (folder, name) = Parent(path);
            if (!folder.Entries.TryGetValue(name, out var entry))
            {
                folder.Entries[name] = entry = new MemoryContent(++_lastId);
                _journal?.Add(new FileOperation(FileOperationKind.Create, path, File: _lastId));
            }

            var content = entry as MemoryContent ?? throw new UnauthorizedAccessException($"{path} is a folder.");
            Interlocked.Increment(ref _openFiles);
            return new MemoryFile(this, path, content);
        }
    }

    public bool Exists(string path)
    {
        lock (_sync)
            return Find(path) is not null;
    }

    public IReadOnlyList<string> List(string folder)
    {
        lock (_sync)
            return Find(folder) is MemoryFolder found ? [.. found.Entries.Keys] : [];
    }

    public void CreateFolder(string folder)
    {
        if (!Exists(folder))
            Change(new FileOperation(FileOperationKind.CreateFolder, folder), () => AddFolder(folder));
    }

    public void Delete(string path)
    {
        if (Exists(path))
            Change(new FileOperation(FileOperationKind.Delete, path), () => Remove(path));
    }

    public void DeleteFolder(string folder)
    {
        foreach (var name in List(folder))
        {
            if (IsFolder($"{folder}/{name}"))
                DeleteFolder($"{folder}/{name}");
            else
                Delete($"{folder}/{name}");
        }

        Delete(folder);
    }

    public void Rename(string from, string to) =>
        Change(new FileOperation(FileOperationKind.Rename, from, Target: to), () =>
        {
            var moved = Find(from) ?? throw new FileNotFoundException($"There is no {from}.");
            Remove(from);
            var (folder, name) = Parent(to);
            folder.Entries[name] = moved;
        });

    public void SyncFolder(string folder) =>
        Change(new FileOperation(FileOperationKind.SyncFolder, folder), () =>
        {
            if (Find(folder) is not MemoryFolder)
                throw new DirectoryNotFoundException($"There is no folder {folder}.");
        });

    internal void Write(string path, MemoryContent content, IReadOnlyList<ReadOnlyMemory<byte>> buffers, long position)
    {
        var bytes = _journal is null && BeforeOperation is null ? default : Join(buffers);
        Change(new FileOperation(FileOperationKind.Write, path, position, bytes, File: content.Id), () =>
        {
            foreach (var buffer in buffers)
            {
                content.Write(buffer.Span, position);
                position += buffer.Length;
            }
        });
    }

    internal void Truncate(string path, MemoryContent content, long length) => Change(
        new FileOperation(FileOperationKind.Truncate, path, length, File: content.Id), () => content.Truncate(length));

    internal void Sync(string path, MemoryContent content) =>
        Change(new FileOperation(FileOperationKind.Sync, path, File: content.Id), () => { });

    internal void Closed() => Interlocked.Decrement(ref _openFiles);

    private static byte[] Join(IReadOnlyList<ReadOnlyMemory<byte>> buffers)
    {
        var bytes = new byte[buffers.Sum(buffer => buffer.Length)];
        var at = 0;
        foreach (var buffer in buffers)
        {
            buffer.CopyTo(bytes.AsMemory(at));
            at += buffer.Length;
        }

        return bytes;
    }

    private object? Find(string path)
    {
        object? found = _root;
        foreach (var name in Names(path))
        {
            if (found is not MemoryFolder folder || !folder.Entries.TryGetValue(name, out found))
                return null;
        }

        return found;
    }

    private bool IsFolder(string path)
    {
        lock (_sync)
            return Find(path) is MemoryFolder;
    }

    private (MemoryFolder Folder, string Name) Parent(string path)
    {
        var slash = path.LastIndexOf('/');
        return Find(path[..slash]) is MemoryFolder folder
            ? (folder, path[(slash + 1)..])
            : throw new DirectoryNotFoundException($"There is no folder {path[..slash]}.");
    }

    private void AddFolder(string path)
    {
        var folder = _root;
        foreach (var name in Names(path))
        {
            if (!folder.Entries.TryGetValue(name, out var next))
                folder.Entries[name] = next = new MemoryFolder();
            folder = next as MemoryFolder ?? throw new IOException($"{name} in {path} is a file.");
        }
    }

    private void Remove(string path)
    {
        var (folder, name) = Parent(path);
        folder.Entries.Remove(name);
    }

    private static string[] Names(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The hook runs outside the lock: a test that holds up one change must not hold up the others.</summary>
    private void Change(FileOperation operation, Action apply)
    {
        BeforeOperation?.Invoke(operation);
        lock (_sync)
        {
            apply();
            _journal?.Add(operation);
        }
    }
}
