using SchemaRegistry.TestKit;

namespace SchemaRegistry.EndToEnd.Tests.Architecture;

/// <summary>A hand-written C# file of the checkout; generated files and migrations are left out.</summary>
internal sealed record SourceFile(string RelativePath, string[] Lines)
{
    private static readonly string[] Folders = ["src", "clients", "tests"];

    public static IEnumerable<SourceFile> All() =>
        from folder in Folders
        from path in Directory.EnumerateFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
        where !relative.Contains("/obj/") && !relative.Contains("/bin/") && !relative.Contains("/.packages/")
        where !relative.EndsWith(".g.cs", StringComparison.Ordinal) && !relative.Contains("/Migrations/")
        select new SourceFile(relative, File.ReadAllLines(path));
}
