using System.Diagnostics.CodeAnalysis;
using Google.Protobuf.Reflection;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>Either the descriptors of a file and of all that it imports, or the problems that were found.</summary>
public sealed class LinkResult
{
    private readonly LinkedFile? _file;

    private LinkResult(
        LinkedFile? file, IReadOnlyList<FileDescriptorProto> files, IReadOnlyList<SchemaProblem> problems)
    {
        _file = file;
        Files = files;
        Problems = problems;
    }

    /// <summary>
    /// The descriptors of the file and of everything that it imports, directly or not: each after those that it
    /// imports, the file itself last; empty after a problem. They are shared: do not change them.
    /// </summary>
    public IReadOnlyList<FileDescriptorProto> Files { get; }

    /// <summary>In the order of the text; empty exactly when there are <see cref="Files"/>.</summary>
    public IReadOnlyList<SchemaProblem> Problems { get; }

    public bool TryGetFile([NotNullWhen(true)] out FileDescriptorProto? file)
    {
        file = _file?.Descriptor;
        return file is not null;
    }

    internal static LinkResult Success(LinkedFile file, LinkSession session) => new(file, Closure(file, session), []);

    internal static LinkResult Failure(IReadOnlyList<SchemaProblem> problems) => new(null, [], problems);

    /// <summary>
    /// Depth first without recursion: chains of imports can be long. Built-in files may import what a reference has
    /// taken the place of: the session knows which file a path means.
    /// </summary>
    private static List<FileDescriptorProto> Closure(LinkedFile root, LinkSession session)
    {
        var found = new List<FileDescriptorProto>();
        var seen = new HashSet<LinkedFile> { root };
        var open = new Stack<(LinkedFile File, int Next)>([(root, 0)]);
        while (open.TryPop(out var current))
        {
            if (current.Next == current.File.Imports.Count)
            {
                found.Add(current.File.Descriptor);
                continue;
            }

            open.Push((current.File, current.Next + 1));
            var import = current.File.Imports[current.Next].File;
            import = session.Find(import.Path) ?? import;
            if (seen.Add(import))
                open.Push((import, 0));
        }

        return found;
    }
}
