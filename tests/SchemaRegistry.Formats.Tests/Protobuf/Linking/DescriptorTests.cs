using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.References;
using Xunit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Linking;

/// <summary>Descriptors against those of protoc, and against the library's own reader of descriptors.</summary>
public sealed class DescriptorTests
{
    public static TheoryData<string> Files => [.. Corpus.Paths];

    public static TheoryData<string> LanguageFiles => [..
        Directory.GetFiles(Path.Combine(Protoc.IncludeFolder, "google", "protobuf"), "*.proto")
            .Select(path => "google/protobuf/" + Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Descriptors_are_those_of_protoc(string path)
    {
        var expected = Protoc.Compile(Corpus.Folder, [path]);

        var result = Corpus.Link(path, Corpus.Read(path), Corpus.AsReferences);

        Assert.Empty(result.Problems);
        var byName = expected.File.ToDictionary(file => file.Name);
        Assert.Equal(byName.Keys.Order(), result.Files.Select(file => file.Name).Order());
        foreach (var file in result.Files.Where(file => Corpus.Paths.Contains(file.Name)))
            Corpus.AssertEqual(byName[file.Name], file);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_library_takes_the_descriptors_dependencies_first(string path)
    {
        var result = Corpus.Link(path, Corpus.Read(path), Corpus.AsReferences);

        var built = FileDescriptor.BuildFromByteStrings(result.Files.Select(file => file.ToByteString()));

        Assert.Equal(path, built[^1].Name);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Line_ends_of_Windows_change_nothing(string path)
    {
        var text = Corpus.Read(path);

        var plain = Corpus.Link(path, text, Corpus.AsReferences);
        var windows = Corpus.Link(
            path, text.Replace("\r\n", "\n").Replace("\n", "\r\n"), Corpus.AsReferences);

        Assert.Equal(plain.Files[^1], windows.Files[^1]);
    }

    [Theory]
    [MemberData(nameof(LanguageFiles))]
    public void The_files_of_the_language_give_the_descriptors_of_protoc(string path)
    {
        var expected = Protoc.Compile(Protoc.IncludeFolder, [path]);
        var references = new ReferenceSet([.. expected.File.Select(file => new ResolvedReference(
            file.Name, File.ReadAllText(Path.Combine(Protoc.IncludeFolder, file.Name))))]);

        var result = Corpus.Link(path, references.Resolved.First(one => one.Name == path).Text, references);

        Assert.Empty(result.Problems);
        Assert.Equal(expected.File.Count, result.Files.Count);
        foreach (var (theirs, ours) in expected.File.OrderBy(file => file.Name).Zip(result.Files.OrderBy(f => f.Name)))
            Corpus.AssertEqual(theirs, ours);
    }
}
