using SchemaRegistry.Formats.Protobuf.WellKnown;

namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>The built-in files, linked once for the whole process; free to share between threads.</summary>
internal sealed class BuiltInFiles
{
    private const string DescriptorPath = "google/protobuf/descriptor.proto";

    private static readonly Lazy<BuiltInFiles> Linked = new(() => new BuiltInFiles());

    private readonly Dictionary<string, LinkedFile> _files = new(StringComparer.Ordinal);

    private BuiltInFiles()
    {
        var session = new LinkSession(ImportRule.Protoc, builtIns: null);
        foreach (var (path, element) in WellKnownFiles.Files)
            session.AddFile(path, element);
        // The options of all others are messages of this one.
        foreach (var path in WellKnownFiles.Files.Keys.Prepend(DescriptorPath).Distinct())
        {
            var file = session.Link(path)
                ?? throw new InvalidOperationException($"{path} does not link: {string.Join("; ", session.Problems)}");
            _files.Add(path, file);
        }

        Table = session.Table;
    }

    public static BuiltInFiles Instance => Linked.Value;

    public SymbolTable Table { get; }

    public LinkedFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>A file after those that it imports, directly or not.</summary>
    public static IReadOnlyList<LinkedFile> WithImports(LinkedFile file)
    {
        var found = new List<LinkedFile>();
        Visit(file, found);
        return found;
    }

    /// <summary>Recursion goes as deep as built-in files import each other.</summary>
    private static void Visit(LinkedFile file, List<LinkedFile> found)
    {
        if (found.Contains(file))
            return;
        foreach (var import in file.Imports)
            Visit(import.File, found);
        found.Add(file);
    }
}
