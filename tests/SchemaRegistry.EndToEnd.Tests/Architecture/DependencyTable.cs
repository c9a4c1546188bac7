using SchemaRegistry.TestKit;

namespace SchemaRegistry.EndToEnd.Tests.Architecture;

/// <summary>The table of <c>src/README.md</c>: project → projects and packages that it may reference.</summary>
internal static class DependencyTable
{
    public static IReadOnlyDictionary<string, (string[] Projects, string[] Packages)> Read() =>
        File.ReadLines(Repository.File("src/README.md"))
            .Where(line => line.StartsWith("| SchemaRegistry.", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(
                cells => cells[1],
                cells => (List(cells[2]).Select(name => "SchemaRegistry." + name).ToArray(), List(cells[3]).ToArray()));

    private static IEnumerable<string> List(string cell) =>
        cell.Split(',', StringSplitOptions.TrimEntries).Where(name => name is not "–" and not "");
}
