namespace SchemaRegistry.TopicLog.Files;

/// <summary>
/// Files in memory: for servers without a data folder, and for tests. With a journal it records every change, from
/// which <see cref="AfterPowerCut"/> builds what a disk may hold; <see cref="BeforeOperation"/> can refuse one. Safe
/// for any thread.
/// </summary>
public sealed class MemoryFileSystem : IFileSystem
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, MemoryContent> _files = [];
    private readonly List<FileOperation>? _journal;

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

    public IFile Open(string path)
    {
        var creation = new FileOperation(FileOperationKind.Create, path);
        if (!Exists(path))
            BeforeOperation?.Invoke(creation);
        lock (_sync)
        {
            if (!_files.TryGetValue(path, out var content))
            {
                _journal?.Add(creation);
                _files[path] = content = new MemoryContent();
            }

            return new MemoryFile(this, path, content);
        }
    }

    public bool Exists(string path)
    {
        lock (_sync)
            return _files.ContainsKey(path) || _files.Keys.Any(file => IsBelow(file, path));
    }

    public IReadOnlyList<string> List(string folder)
    {
        lock (_sync)
        {
            return
            [
                .. _files.Keys
                    .Where(file => IsBelow(file, folder))
                    .Select(file => file[(folder.Length + 1)..].Split('/')[0])
                    .Distinct(),
            ];
        }
    }

    /// <summary>A folder is there as soon as a file is in it.</summary>
    public void CreateFolder(string folder)
    {
    }

    public void Delete(string path) =>
        Change(new FileOperation(FileOperationKind.Delete, path), () => _files.Remove(path));

    public void DeleteFolder(string folder)
    {
        List<string> files;
        lock (_sync)
            files = [.. _files.Keys.Where(file => IsBelow(file, folder))];
        files.ForEach(Delete);
    }

    public void Rename(string from, string to) =>
        Change(new FileOperation(FileOperationKind.Rename, from, Target: to), () => ApplyRename(_files, from, to));

    public void SyncFolder(string folder) => Change(new FileOperation(FileOperationKind.SyncFolder, folder), () => { });

    /// <summary>
    /// The files after the first <paramref name="operations"/> changes and a power cut: a change that was not synced
    /// survives only if <paramref name="survives"/> says so, which also tells how many bytes of a write (null: all).
    /// Names that were not synced with their folder are kept; a sharper model of names belongs to the caller's choice
    /// of <paramref name="operations"/>.
    /// </summary>
    public MemoryFileSystem AfterPowerCut(int operations, Func<FileOperation, int?> survives)
    {
        var after = new MemoryFileSystem();
        var journal = Journal.Take(operations).ToList();
        for (var index = 0; index < journal.Count; index++)
        {
            var operation = journal[index];
            var isSynced = journal.Skip(index).Any(later =>
                later.Kind == FileOperationKind.Sync && later.Path == operation.Path);
            after.Apply(operation, isSynced ? null : survives(operation));
        }

        return after;
    }

    internal void Write(string path, MemoryContent content, IReadOnlyList<ReadOnlyMemory<byte>> buffers, long position)
    {
        var bytes = _journal is null && BeforeOperation is null ? default : Join(buffers);
        Change(new FileOperation(FileOperationKind.Write, path, position, bytes), () =>
        {
            foreach (var buffer in buffers)
            {
                content.Write(buffer.Span, position);
                position += buffer.Length;
            }
        });
    }

    internal void Truncate(string path, MemoryContent content, long length) =>
        Change(new FileOperation(FileOperationKind.Truncate, path, length), () => content.Truncate(length));

    internal void Sync(string path) => Change(new FileOperation(FileOperationKind.Sync, path), () => { });

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

    private static bool IsBelow(string file, string folder) =>
        file.Length > folder.Length && file[folder.Length] == '/' && file.StartsWith(folder, StringComparison.Ordinal);

    private static void ApplyRename(Dictionary<string, MemoryContent> files, string from, string to)
    {
        foreach (var path in files.Keys.Where(file => file == from || IsBelow(file, from)).ToList())
        {
            files.Remove(path, out var content);
            files[to + path[from.Length..]] = content!;
        }
    }

    private void Apply(FileOperation operation, int? bytesKept)
    {
        switch (operation.Kind)
        {
            case FileOperationKind.Create:
                _files.TryAdd(operation.Path, new MemoryContent());
                break;
            case FileOperationKind.Write when _files.TryGetValue(operation.Path, out var content):
                var kept = bytesKept ?? operation.Bytes.Length;
                content.Write(operation.Bytes.Span[..Math.Min(kept, operation.Bytes.Length)], operation.Position);
                break;
            case FileOperationKind.Truncate when _files.TryGetValue(operation.Path, out var content):
                content.Truncate(operation.Position);
                break;
            case FileOperationKind.Delete:
                _files.Remove(operation.Path);
                break;
            case FileOperationKind.Rename:
                ApplyRename(_files, operation.Path, operation.Target!);
                break;
        }
    }

    /// <summary>The hook runs outside the lock: a test that holds up one change must not hold up the others.</summary>
    private void Change(FileOperation operation, Action apply)
    {
        BeforeOperation?.Invoke(operation);
        lock (_sync)
        {
            _journal?.Add(operation);
            apply();
        }
    }
}
