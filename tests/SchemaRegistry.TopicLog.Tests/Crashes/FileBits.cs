using SchemaRegistry.TopicLog.Files;

namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>Copies the files of a log in memory, and changes a bit of one.</summary>
internal static class FileBits
{
    public static IEnumerable<string> AllFiles(MemoryFileSystem files, string folder) =>
        files.List(folder).Order().SelectMany(name => name.Contains('.') || name is "checkpoint" or "clean"
            ? [$"{folder}/{name}"]
            : AllFiles(files, $"{folder}/{name}"));

    public static long SizeOf(MemoryFileSystem files, string path)
    {
        using var file = files.Open(path);
        return file.Length;
    }

    public static void Flip(MemoryFileSystem files, string path, int position, int bit)
    {
        using var file = files.Open(path);
        var content = new byte[1];
        file.Read(content, position);
        file.Write([new[] { (byte)(content[0] ^ (1 << bit)) }], position);
    }

    public static MemoryFileSystem Copy(MemoryFileSystem files)
    {
        var copy = new MemoryFileSystem();
        foreach (var path in AllFiles(files, "/log"))
        {
            copy.CreateFolder(path[..path.LastIndexOf('/')]);
            using var source = files.Open(path);
            var content = new byte[source.Length];
            source.Read(content, 0);
            using var target = copy.Open(path);
            target.Write([content], 0);
        }

        return copy;
    }
}
