using System.Globalization;
using System.Text.RegularExpressions;
using SchemaRegistry.Formats.Protobuf.Linking;
using SchemaRegistry.Formats.Protobuf.Parsing;
using SchemaRegistry.Formats.References;
using Xunit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Linking;

/// <summary>Files that protoc refuses: it and we do, in the same lines, and our message names the thing.</summary>
public sealed partial class RefusedTests
{
    public static TheoryData<string> Names => [.. RefusedCase.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_protoc_refuses_is_refused_in_the_same_line(string name)
    {
        var refused = RefusedCase.All.First(one => one.Name == name);

        var (errors, problems) = (AskProtoc(refused), Link(refused));

        Assert.NotNull(errors);
        Assert.Contains(refused.Expected, string.Join('\n', problems));
        var lines = refused.Line is { } line ? [line] : LinesOf(errors, refused.Path);
        if (lines.Count > 0 && !problems[0].Message.StartsWith("In the reference", StringComparison.Ordinal))
            Assert.Contains(problems[0].Line!.Value, lines);
    }

    private static IReadOnlyList<SchemaProblem> Link(RefusedCase refused)
    {
        var parsed = ProtoParser.Parse(refused.Text);
        if (parsed.File is null)
            return parsed.Problems;
        var own = new ResolvedReference(refused.Path, refused.Text);
        var references = new ReferenceSet([.. refused.References.Resolved, own]);
        var result = ProtobufLinker.Link(refused.Path, parsed.File, references, ImportRule.Protoc);
        Assert.Empty(result.Files);
        return result.Problems;
    }

    private static string? AskProtoc(RefusedCase refused)
    {
        var folder = Directory.CreateTempSubdirectory("refused");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, refused.Path), refused.Text);
            foreach (var reference in refused.References.Resolved)
                File.WriteAllText(Path.Combine(folder.FullName, reference.Name), reference.Text);
            return Protoc.FindErrors(folder.FullName, refused.Path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The lines that protoc names for errors in the file itself; none when it names no place.</summary>
    private static HashSet<int> LinesOf(string errors, string path) =>
    [
        .. Place().Matches(errors)
            .Where(place => place.Groups["path"].Value.EndsWith(path, StringComparison.Ordinal))
            .Select(place => int.Parse(place.Groups["line"].Value, CultureInfo.InvariantCulture)),
    ];

    [GeneratedRegex(@"(?<path>\S+\.proto):(?<line>\d+):\d+: (?!warning)")]
    private static partial Regex Place();
}
