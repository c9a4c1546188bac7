using System.Xml.Linq;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.EndToEnd.Tests.Architecture;

/// <summary>What a project file says of its edges.</summary>
internal sealed record ProjectFile(
    string Name, string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static IEnumerable<ProjectFile> AllIn(string folder) =>
        Directory.EnumerateFiles(Repository.File(folder), "*.csproj", SearchOption.AllDirectories).Select(Read);

    private static ProjectFile Read(string path)
    {
        var items = XDocument.Load(path).Descendants("ItemGroup").Elements().ToList();

        return new ProjectFile(
            System.IO.Path.GetFileNameWithoutExtension(path),
            path,
            [.. Includes("ProjectReference").Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference))],
            [.. Includes("PackageReference")]);

        IEnumerable<string> Includes(string element) =>
            items.Where(item => item.Name.LocalName == element).Select(item => item.Attribute("Include")!.Value);
    }
}
