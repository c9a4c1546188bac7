namespace SchemaRegistry.TestKit;

/// <summary>The checkout that the tests were built from, found by its solution file.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string File(string relativePath) => Path.Combine(Root, relativePath);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "SchemaRegistry.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("SchemaRegistry.sln is in no folder above the test assembly.");
    }
}
