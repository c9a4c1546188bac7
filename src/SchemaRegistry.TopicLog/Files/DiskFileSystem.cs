using System.Runtime.InteropServices;

namespace SchemaRegistry.TopicLog.Files;

/// <summary>The operating system's files.</summary>
public sealed partial class DiskFileSystem : IFileSystem
{
    private const int OpenReadOnly = 0;

    public static readonly DiskFileSystem Instance = new();

    private DiskFileSystem()
    {
    }

    public IFile Open(string path) => new DiskFile(path);

    public bool Exists(string path) => Path.Exists(path);

    public IReadOnlyList<string> List(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path))]
            : [];

    public void CreateFolder(string folder) => Directory.CreateDirectory(folder);

    public void Delete(string path) => File.Delete(path);

    public void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    public void Rename(string from, string to)
    {
        if (Directory.Exists(from))
            Directory.Move(from, to);
        else
            File.Move(from, to, overwrite: true);
    }

    /// <summary>The base class library can not sync a folder; Windows needs no such call and has none.</summary>
    public void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;

        var descriptor = OpenFolder(folder, OpenReadOnly);
        if (descriptor < 0)
            throw new IOException($"Cannot open the folder {folder}: error {Marshal.GetLastPInvokeError()}.");
        try
        {
            if (Sync(descriptor) != 0)
                throw new IOException($"Cannot sync the folder {folder}: error {Marshal.GetLastPInvokeError()}.");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
