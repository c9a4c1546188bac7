using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.TestKit;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http;

/// <summary>
/// The thousands of files of the npm package google-proto-files through the API: each registered after those that it
/// imports, under its path as subject, and held against itself.
/// </summary>
public sealed partial class PublicProtoFilesTests
{
    /// <summary>These files the registry brings along; the package has newer ones.</summary>
    private const string BuiltIn = "google/protobuf/";

    private const string OfOthers = "node_modules/";

    [Fact]
    public async Task Every_file_registers_after_its_imports_comes_back_stable_and_is_compatible_with_itself()
    {
        var folder = Repository.File("tests/.packages/node_modules/google-proto-files");
        if (!Directory.Exists(folder))
            Assert.Skip("The npm package google-proto-files is not here; tests/run.sh installs it");
        var files = ReadAll(folder);
        await using var server = await TestServer.StartAsync(
            options => options with { DefaultCompatibility = CompatibilityLevel.Full });

        var problems = new List<string>();
        foreach (var wave in InWaves(files))
        {
            await Parallel.ForEachAsync(
                wave,
                new ParallelOptions { MaxDegreeOfParallelism = 4 },
                async (path, _) =>
                {
                    if (await RegisterAndCompareAsync(server, path, files) is { } problem)
                    {
                        lock (problems)
                            problems.Add($"{path}: {problem}");
                    }
                });
        }

        Assert.True(files.Count > 7000, $"There are only {files.Count} files.");
        Assert.Empty(problems);
    }

    /// <summary>
    /// Null when the stored print, registered again, is the same version, and each reads the other.
    /// </summary>
    private static async Task<string?> RegisterAndCompareAsync(
        TestServer server, string path, Dictionary<string, PublicFile> files)
    {
        JsonNode[] References() =>
            [.. files[path].Imports.Where(files.ContainsKey).Select(import => Api.Reference(import, import, 1))];
        var first = await server.RegisterAsync(path, "PROTOBUF", files[path].Text, References());
        if (first.Status != 200)
            return first.Message();
        var stored = await server.CallAsync("GET", $"/subjects/{Uri.EscapeDataString(path)}/versions/1");
        var again = await server.RegisterAsync(path, "PROTOBUF", (string)stored.Body!["schema"]!, References());
        if ((int)again.Body!["id"]! != (int)first.Body!["id"]!)
            return "its print is another schema";
        var compared = await server.CallAsync(
            "POST",
            $"/compatibility/subjects/{Uri.EscapeDataString(path)}/versions?verbose=true",
            Api.Schema("PROTOBUF", files[path].Text, References()));
        return (bool)compared.Body!["is_compatible"]! ? null : compared.Text();
    }

    private static Dictionary<string, PublicFile> ReadAll(string folder) => Directory
        .EnumerateFiles(folder, "*.proto", SearchOption.AllDirectories)
        .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
        .Where(file => !file.Path.StartsWith(BuiltIn, StringComparison.Ordinal))
        .Where(file => !file.Path.StartsWith(OfOthers, StringComparison.Ordinal))
        .ToDictionary(
            file => file.Path,
            file => new PublicFile(file.Text, [.. Import().Matches(file.Text).Select(match => match.Groups[1].Value)]));

    /// <summary>Groups in which no file imports another, each group after those that it needs.</summary>
    private static IEnumerable<List<string>> InWaves(Dictionary<string, PublicFile> files)
    {
        var done = new HashSet<string>();
        while (done.Count < files.Count)
        {
            var wave = files.Keys
                .Where(path => !done.Contains(path))
                .Where(path => files[path].Imports.All(import => done.Contains(import) || !files.ContainsKey(import)))
                .ToList();
            Assert.NotEmpty(wave);
            yield return wave;
            done.UnionWith(wave);
        }
    }

    [GeneratedRegex("""^\s*import\s+(?:public\s+|weak\s+)?"([^"]+)"\s*;""", RegexOptions.Multiline)]
    private static partial Regex Import();

    private sealed record PublicFile(string Text, IReadOnlyList<string> Imports);
}
