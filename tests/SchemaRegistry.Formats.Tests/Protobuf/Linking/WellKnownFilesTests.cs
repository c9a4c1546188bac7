using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Linking;
using SchemaRegistry.Formats.Protobuf.WellKnown;
using SchemaRegistry.Formats.References;
using Xunit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Linking;

public sealed class WellKnownFilesTests
{
    /// <summary>The list of Confluent's clients, which register no reference for these.</summary>
    private const string Known = """
        google/protobuf: any api descriptor duration empty field_mask source_context struct timestamp type wrappers
        google/type: calendar_period color date datetime dayofweek decimal expr fraction interval latlng money month
        google/type: phone_number postal_address quaternion timeofday
        confluent: meta
        confluent/type: decimal variant
        """;

    public static TheoryData<string> LanguageFiles =>
        [.. Paths().Where(path => path.StartsWith("google/protobuf/", StringComparison.Ordinal))];

    public static TheoryData<string> TypeFiles =>
        [.. Paths().Where(path => path.StartsWith("google/type/", StringComparison.Ordinal))];

    [Fact]
    public void All_files_that_clients_take_for_granted_are_built_in()
    {
        Assert.Equal(Paths().Order(StringComparer.Ordinal), WellKnownFiles.Files.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(LanguageFiles))]
    public void Files_of_the_language_have_the_types_that_protoc_knows(string path)
    {
        var expected = Protoc.Compile(Protoc.IncludeFolder, [path]).File[^1];

        var actual = Import(path);

        // The library is a version ahead of protoc, and keeps nothing that only sources need.
        if (path != "google/protobuf/descriptor.proto")
            Corpus.AssertEqual(expected, actual);
        else
            Assert.Empty(expected.MessageType.Select(message => message.Name).Except(
                actual.MessageType.Select(message => message.Name)));
    }

    [Theory]
    [MemberData(nameof(TypeFiles))]
    public void Types_of_Google_are_those_that_it_publishes(string path)
    {
        var folder = PublicFiles.FolderOrSkip();

        var expected = Protoc.Compile(folder, [path]).File[^1];

        Corpus.AssertEqual(expected, Import(path));
    }

    /// <summary>Numbers and types as Confluent publishes them, in version 8.1 of its registry.</summary>
    [Fact]
    public void Files_of_Confluent_have_their_published_numbers()
    {
        var meta = Import("confluent/meta.proto");
        var number = Import("confluent/type/decimal.proto").MessageType[0];
        var variant = Import("confluent/type/variant.proto").MessageType[0];

        Assert.Equal(
            ["file_meta", "message_meta", "field_meta", "enum_meta", "enum_value_meta"],
            meta.Extension.Select(extension => extension.Name));
        Assert.All(
            meta.Extension,
            extension => Assert.Equal((1088, ".confluent.Meta"), (extension.Number, extension.TypeName)));
        Assert.Equal(["doc 1", "params 2", "tags 3"], FieldsOf(meta.MessageType[0]));
        Assert.Equal(["value 1", "scale 2"], FieldsOf(number));
        Assert.Equal(["metadata 1", "value 2"], FieldsOf(variant));
        Assert.Equal("io.confluent.protobuf.type", Import("confluent/type/decimal.proto").Options.JavaPackage);
    }

    [Fact]
    public void A_reference_with_the_path_of_a_built_in_file_takes_its_place()
    {
        var references = new ReferenceSet([new ResolvedReference(
            "google/type/date.proto", "syntax = \"proto3\"; package google.type; message Date { string text = 1; }")]);

        var result = Corpus.Link(
            "a.proto",
            "syntax = \"proto3\"; import \"google/type/date.proto\"; message M { google.type.Date d = 1; }",
            references);

        Assert.Equal("text", result.Files[0].MessageType[0].Field[0].Name);
    }

    [Fact]
    public void Built_in_files_import_what_has_taken_the_place_of_another()
    {
        const string path = "google/protobuf/descriptor.proto";
        var references = new ReferenceSet(
            [new ResolvedReference(path, File.ReadAllText(Path.Combine(Protoc.IncludeFolder, path)))]);

        var result = Corpus.Link(
            "a.proto",
            "syntax = \"proto3\"; import \"confluent/meta.proto\"; "
            + "message M { option (confluent.message_meta).doc = \"d\"; }",
            references);

        Assert.Empty(result.Problems);
        Assert.Single(result.Files, file => file.Name == path);
    }

    [Fact]
    public void A_built_in_file_that_nothing_imports_is_in_nobodys_way()
    {
        var result = Corpus.Link(
            "a.proto", "syntax = \"proto3\"; package google.type; message Date {}", ReferenceSet.Empty);

        Assert.Empty(result.Problems);
    }

    private static FileDescriptorProto Import(string path)
    {
        var result = Corpus.Link("a.proto", $"syntax = \"proto3\"; import \"{path}\";", ReferenceSet.Empty);
        return result.Files.First(file => file.Name == path);
    }

    private static IEnumerable<string> FieldsOf(DescriptorProto message) =>
        message.Field.Select(field => $"{field.Name} {field.Number}");

    private static IEnumerable<string> Paths() =>
        from line in Known.ReplaceLineEndings("\n").Split('\n')
        let parts = line.Split(": ")
        from name in parts[1].Split(' ')
        select $"{parts[0]}/{name}.proto";
}
