using SchemaRegistry.TestKit;
using Xunit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Linking;

/// <summary>
/// Some thousand .proto files of Google's public APIs, from the npm package google-proto-files 6.0.1.
/// </summary>
internal static class PublicFiles
{
    public static string FolderOrSkip()
    {
        var folder = Repository.File("tests/.packages/node_modules/google-proto-files");
        if (!Directory.Exists(folder))
            Assert.Skip("The npm package google-proto-files is not here; tests/run.sh installs it");
        return folder;
    }

    /// <summary>Import paths, in the order of their names.</summary>
    public static IReadOnlyList<string> Paths(string folder) =>
    [
        .. Directory.GetFiles(folder, "*.proto", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("node_modules/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
