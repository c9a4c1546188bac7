using System.Globalization;
using SchemaRegistry.Formats.References;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Linking;

/// <summary>
/// One case of refused.txt: a file, the line of its problem where protoc names another one, what a problem must say,
/// and the files that it imports.
/// </summary>
internal sealed record RefusedCase(
    string Name, int? Line, string Expected, string Text, ReferenceSet References)
{
    public static IReadOnlyList<RefusedCase> All { get; } = Read();

    public string Path => Name + ".proto";

    private static List<RefusedCase> Read()
    {
        var text = File.ReadAllText(
            Repository.File("tests/SchemaRegistry.Formats.Tests/Protobuf/Linking/refused.txt"));
        return [.. text.Split("\n=== ").Skip(1).Select(ReadCase)];
    }

    private static RefusedCase ReadCase(string section)
    {
        var (head, body) = Cut(section);
        var (names, expected) = (head[..head.IndexOf(':')].Split(" @"), head[(head.IndexOf(':') + 2)..]);
        int? line = names.Length > 1 ? int.Parse(names[1], CultureInfo.InvariantCulture) : null;
        var files = body.Split("\n--- ");
        var references = files.Skip(1).Select(Cut).Select(file => new ResolvedReference(file.Head, file.Body));
        return new RefusedCase(names[0], line, expected, files[0], new ReferenceSet([.. references]));
    }

    private static (string Head, string Body) Cut(string section)
    {
        var end = section.IndexOf('\n');
        return (section[..end], section[(end + 1)..]);
    }
}
