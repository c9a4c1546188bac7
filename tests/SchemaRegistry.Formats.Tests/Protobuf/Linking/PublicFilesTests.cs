using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Linking;
using SchemaRegistry.Formats.Protobuf.Parsing;
using SchemaRegistry.TestKit;
using Xunit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Linking;

/// <summary>
/// All files of <see cref="PublicFiles"/> but those of the language itself, which are of another version than protoc.
/// </summary>
public sealed class PublicFilesTests
{
    private const string OfTheLanguage = "google/protobuf/";

    [Fact]
    public void Thousands_of_public_files_give_the_descriptors_of_protoc()
    {
        var folder = PublicFiles.FolderOrSkip();
        var paths = PathsIn(folder);
        var expected = Protoc.Compile(folder, paths).File.ToDictionary(file => file.Name);
        var session = new LinkSession(ImportRule.Protoc, BuiltInFiles.Instance);
        foreach (var path in paths)
            session.AddText(path, File.ReadAllText(Path.Combine(folder, path)));

        foreach (var path in paths)
        {
            var linked = session.Link(path);
            Assert.True(linked is not null, $"{path}: {string.Join("; ", session.Problems)}");
            Corpus.AssertEqual(expected[path], linked.Descriptor);
        }
    }

    [Fact]
    public void Canonical_texts_of_public_files_keep_the_descriptor_and_print_to_themselves()
    {
        var folder = PublicFiles.FolderOrSkip();
        var paths = PathsIn(folder);
        var texts = new LinkSession(ImportRule.Protoc, BuiltInFiles.Instance);
        var canonical = new LinkSession(ImportRule.Protoc, BuiltInFiles.Instance);
        foreach (var path in paths)
        {
            var text = File.ReadAllText(Path.Combine(folder, path));
            var printed = Print(text);
            Assert.Equal(printed, Print(printed));
            texts.AddText(path, text);
            canonical.AddText(path, printed);
        }

        // Every file is printed; linking each of them twice takes long.
        var step = FuzzFactor.Value == 1 ? 3 : 1;
        for (var index = 0; index < paths.Count; index += step)
            Corpus.AssertEqual(Sorted(texts.Link(paths[index])), Sorted(canonical.Link(paths[index])));
    }

    private static IReadOnlyList<string> PathsIn(string folder) =>
        [.. PublicFiles.Paths(folder).Where(path => !path.StartsWith(OfTheLanguage, StringComparison.Ordinal))];

    private static string Print(string text)
    {
        var parsed = ProtoParser.Parse(text);
        Assert.Empty(parsed.Problems);
        return Formats.Protobuf.Canonical.ProtoPrinter.Print(
            parsed.File!, Formats.Protobuf.Canonical.OptionOrder.SpecialsLast);
    }

    /// <summary>A canonical text has another order of members; empty blocks of methods are gone.</summary>
    private static FileDescriptorProto Sorted(LinkedFile? file)
    {
        Assert.NotNull(file);
        var sorted = file.Descriptor.Clone();
        DescriptorOrder.Apply(sorted);
        return sorted;
    }
}
