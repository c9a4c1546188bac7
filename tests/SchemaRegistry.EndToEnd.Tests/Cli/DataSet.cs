using SchemaRegistry.TestKit;

namespace SchemaRegistry.EndToEnd.Tests.Cli;

/// <summary>The files of the npm package vega-datasets, which <c>tests/run.sh</c> installs.</summary>
internal static class DataSet
{
    /// <summary>Full path of a file; skips the calling test when the package is not installed.</summary>
    public static string PathOrSkip(string file)
    {
        var path = Repository.File($"tests/.packages/node_modules/vega-datasets/data/{file}");
        if (!File.Exists(path))
            Assert.Skip($"vega-datasets is not installed: {file}");

        return path;
    }
}
