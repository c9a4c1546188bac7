using System.Text.RegularExpressions;

namespace SchemaRegistry.EndToEnd.Tests.Architecture;

public sealed partial class NameTests
{
    [Fact]
    public void No_type_ends_in_a_word_that_says_nothing()
    {
        var offenders =
            from file in SourceFile.All()
            where !file.RelativePath.StartsWith("tests/", StringComparison.Ordinal)
            let name = Path.GetFileNameWithoutExtension(file.RelativePath)
            where EmptySuffix().IsMatch(name)
            select file.RelativePath;

        Assert.Empty(offenders);
    }

    [Fact]
    public void Work_that_is_left_is_an_issue_and_not_a_comment()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];

        var offenders =
            from file in SourceFile.All()
            from line in file.Lines.Index()
            where marks.Any(mark => line.Item.Contains(mark, StringComparison.Ordinal))
            select $"{file.RelativePath}:{line.Index + 1}";

        Assert.Empty(offenders);
    }

    [GeneratedRegex("(Manager|Helper|Util|Utils|Common|Base|Impl|Data|Info|Service)$")]
    private static partial Regex EmptySuffix();
}
