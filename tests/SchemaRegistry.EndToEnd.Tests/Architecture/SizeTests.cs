namespace SchemaRegistry.EndToEnd.Tests.Architecture;

public sealed class SizeTests
{
    private const int MaxFileLines = 500;
    private const int MaxLineLength = 120;
    private const int MaxProjectFiles = 120;

    [Fact]
    public void No_file_is_longer_than_500_lines()
    {
        var tooLong = SourceFile.All().Where(file => file.Lines.Length > MaxFileLines).Select(
            file => file.RelativePath);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_line_is_longer_than_120_characters()
    {
        var places =
            from file in SourceFile.All()
            from line in file.Lines.Index()
            where line.Item.Length > MaxLineLength && !IsData(line.Item)
            select $"{file.RelativePath}:{line.Index + 1}";

        Assert.Empty(places);
    }

    [Fact]
    public void No_project_has_more_than_120_files()
    {
        var crowded =
            from file in SourceFile.All()
            where !file.RelativePath.StartsWith("tests/", StringComparison.Ordinal)
            group file by string.Join('/', file.RelativePath.Split('/').Take(2)) into project
            where project.Count() > MaxProjectFiles
            select $"{project.Key}: {project.Count()} files";

        Assert.Empty(crowded);
    }

    /// <summary>
    /// Golden bytes, schema texts and cited messages stand in one literal, so that they can be searched for.
    /// </summary>
    private static bool IsData(string line) => line.Count(c => c == '"') >= 2;
}
