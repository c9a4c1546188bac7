using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Linking;
using SchemaRegistry.Formats.Protobuf.Parsing;
using SchemaRegistry.Formats.References;
using SchemaRegistry.TestKit;
using Xunit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Linking;

/// <summary>The .proto files beside these tests, and how they are linked.</summary>
internal static class Corpus
{
    public static string Folder { get; } =
        Repository.File("tests/SchemaRegistry.Formats.Tests/Protobuf/Linking/Accepted");

    public static IReadOnlyList<string> Paths { get; } =
        [.. Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static ReferenceSet AsReferences { get; } =
        new([.. Paths.Select(path => new ResolvedReference(path, Read(path)))]);

    /// <summary>A text as a registry gets it; the byte order mark stays.</summary>
    public static string Read(string path) =>
        System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(Folder, path)));

    public static LinkResult Link(string path, string text, ReferenceSet references)
    {
        var parsed = ProtoParser.Parse(text);
        Assert.True(parsed.File is not null, $"{path}: {string.Join("; ", parsed.Problems)}");
        return ProtobufLinker.Link(path, parsed.File, references, ImportRule.Protoc);
    }

    public static void AssertEqual(FileDescriptorProto expected, FileDescriptorProto actual)
    {
        if (expected.Equals(actual))
            return;
        // Readable first; JSON leaves out custom options.
        Assert.Equal(Formatted(expected), Formatted(actual));
        Assert.Equal(Convert.ToHexString(expected.ToByteArray()), Convert.ToHexString(actual.ToByteArray()));
        Assert.Fail($"The descriptors of {expected.Name} differ in a way that their bytes do not show.");
    }

    private static string Formatted(FileDescriptorProto file) =>
        new JsonFormatter(JsonFormatter.Settings.Default.WithIndentation()).Format(file);
}
