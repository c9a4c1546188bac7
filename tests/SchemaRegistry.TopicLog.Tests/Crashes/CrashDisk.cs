using SchemaRegistry.TopicLog.Files;

namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>
/// Follows the journal of a file system and tells what a disk may hold when the power goes: names last only from the
/// sync of their folder, bytes only from the sync of their file, and until then anything may or may not have happened.
/// </summary>
internal sealed class CrashDisk
{
    private readonly DiskFolder _root = new();
    private readonly Dictionary<long, DiskFile> _files = [];

    public void Apply(FileOperation operation)
    {
        switch (operation.Kind)
        {
            case FileOperationKind.Create:
                var file = _files[operation.File] = new DiskFile();
                Folder(Above(operation.Path)).Change((Name(operation.Path), file));
                break;
            case FileOperationKind.CreateFolder:
                Folder(Above(operation.Path)).Change((Name(operation.Path), new DiskFolder()));
                break;
            case FileOperationKind.Write:
                _files[operation.File].Write(operation.Position, operation.Bytes.Span);
                break;
            case FileOperationKind.Truncate:
                _files[operation.File].Truncate(operation.Position);
                break;
            case FileOperationKind.Sync:
                _files[operation.File].Sync();
                break;
            case FileOperationKind.SyncFolder:
                Folder(operation.Path).Sync();
                break;
            case FileOperationKind.Delete:
                Folder(Above(operation.Path)).Change((Name(operation.Path), null));
                break;
            case FileOperationKind.Rename:
                var folder = Folder(Above(operation.Path));
                var moved = folder.Live[Name(operation.Path)];
                folder.Change((Name(operation.Path), null), (Name(operation.Target!), moved));
                break;
        }
    }

    /// <summary>A file system as it may be found after a power cut now.</summary>
    public MemoryFileSystem Cut(Random random, bool keepsJournal)
    {
        var files = new MemoryFileSystem(keepsJournal);
        Write(files, _root, "", random);
        return files;
    }

    /// <summary>All of it is on disk.</summary>
    public void SyncAll() => SyncAll(_root);

    private static void SyncAll(DiskFolder folder)
    {
        folder.Sync();
        foreach (var node in folder.Live.Values)
        {
            if (node is DiskFolder below)
                SyncAll(below);
            else
                ((DiskFile)node).Sync();
        }
    }

    private static void Write(MemoryFileSystem files, DiskFolder folder, string path, Random random)
    {
        foreach (var (name, node) in folder.Cut(random))
        {
            if (node is DiskFolder below)
            {
                files.CreateFolder($"{path}/{name}");
                Write(files, below, $"{path}/{name}", random);
            }
            else
            {
                using var file = files.Open($"{path}/{name}");
                file.Write([((DiskFile)node).Cut(random)], 0);
            }
        }
    }

    private static string Above(string path) => path[..path.LastIndexOf('/')];

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    private DiskFolder Folder(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(_root, (folder, name) => Enter(folder, name));

    /// <summary>The operations that create a folder create those above it too.</summary>
    private static DiskFolder Enter(DiskFolder folder, string name)
    {
        if (!folder.Live.ContainsKey(name))
            folder.Change((name, new DiskFolder()));
        return (DiskFolder)folder.Live[name];
    }
}
