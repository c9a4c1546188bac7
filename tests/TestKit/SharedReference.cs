using Xunit;

namespace SchemaRegistry.TestKit;

/// <summary>
/// Finds the reference data that lies beside the checkout (<c>../shared</c>). It is no part of the project: a test that
/// reads it skips, visibly, where it is not there.
/// </summary>
public static class SharedReference
{
    /// <summary>
    /// Full path of a file or folder below the shared folder; skips the calling test when it does not exist.
    /// </summary>
    public static string PathOrSkip(string relativePath)
    {
        var path = Path.Combine(Repository.Root, "..", "shared", relativePath);
        if (!File.Exists(path) && !Directory.Exists(path))
            Assert.Skip($"Reference data is not here: {relativePath}");

        return Path.GetFullPath(path);
    }
}
