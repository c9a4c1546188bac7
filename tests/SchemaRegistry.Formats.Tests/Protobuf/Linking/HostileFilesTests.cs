using System.Globalization;
using System.Text;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Linking;
using SchemaRegistry.Formats.Protobuf.Parsing;
using SchemaRegistry.Formats.References;
using Xunit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Linking;

/// <summary>
/// Large and twisted files. Each would take hours, gigabytes or the stack if some step were worse than near to linear.
/// </summary>
public sealed class HostileFilesTests
{
    [Fact]
    public void A_message_may_have_a_hundred_thousand_fields()
    {
        var text = Repeat(
            "syntax = \"proto3\"; message M {", 100_000, i => $"M f{i} = {(i < 18_000 ? i : i + 5_000) + 1};");

        var result = Corpus.Link("a.proto", text + "}", ReferenceSet.Empty);

        Assert.Equal(100_000, result.Files[^1].MessageType[0].Field.Count);
    }

    [Fact]
    public void An_enum_may_have_a_hundred_thousand_values_and_aggregates_use_them()
    {
        var text = Repeat(
            "syntax = \"proto2\"; import \"google/protobuf/descriptor.proto\"; enum E {", 50_000, i => $"V{i} = {i};");
        text += "} message O { repeated E e = 1; } extend google.protobuf.MessageOptions { optional O o = 50000; }";
        text += Repeat("message M { option (o) = { e: [", 50_000, i => $"{i},");

        var result = Corpus.Link("a.proto", text + "1] }; }", ReferenceSet.Empty);

        Assert.Empty(result.Problems);
    }

    [Fact]
    public void A_file_may_import_ten_thousand_others()
    {
        var references = Many(10_000, i => $"syntax = \"proto3\"; package p{i}; message M {{}}");
        var text = Repeat("syntax = \"proto3\";", 10_000, i => $"import \"{i}.proto\";")
            + Repeat("message M {", 10_000, i => $"p{i}.M f{i} = {i + 1};") + "}";

        var result = Corpus.Link("a.proto", text, references);

        Assert.Equal(10_001, result.Files.Count);
    }

    [Fact]
    public void Imports_may_form_a_chain_of_ten_thousand()
    {
        var references = Many(10_000, i => i == 0
            ? "syntax = \"proto3\";"
            : $"syntax = \"proto3\"; import \"{i - 1}.proto\";");

        var result = Corpus.Link("a.proto", "syntax = \"proto3\"; import \"9999.proto\";", references);

        Assert.Equal(10_001, result.Files.Count);
    }

    [Fact]
    public void A_circle_of_ten_thousand_imports_is_named_in_short()
    {
        var references = Many(10_000, i => $"syntax = \"proto3\"; import \"{(i + 1) % 10_000}.proto\";");

        var result = Corpus.Link("a.proto", "syntax = \"proto3\"; import \"0.proto\";", references);

        Assert.Contains("imports itself: 0.proto -> 1.proto", Assert.Single(result.Problems).Message);
        Assert.InRange(result.Problems[0].Message.Length, 1, 300);
    }

    [Fact]
    public void Public_imports_that_hand_on_too_much_are_refused()
    {
        var references = Many(4_000, i => i == 0
            ? "syntax = \"proto3\"; message M {}"
            : $"syntax = \"proto3\"; import public \"{i - 1}.proto\"; message M{i} {{ M m = 1; }}");

        var result = Corpus.Link("a.proto", "syntax = \"proto3\"; import \"3999.proto\";", references);

        Assert.Contains(result.Problems, problem => problem.Message.Contains("MaxPublicImports"));
    }

    [Fact]
    public void A_chain_of_public_imports_is_followed_to_its_end()
    {
        var references = Many(10_000, i => i == 0
            ? "syntax = \"proto3\"; message M {}"
            : $"syntax = \"proto3\"; import public \"{i - 1}.proto\";");

        var result = Corpus.Link(
            "a.proto", "syntax = \"proto3\"; import \"9999.proto\"; message N { M m = 1; }", references);

        Assert.Empty(result.Problems);
    }

    [Fact]
    public void More_files_than_the_limit_are_refused()
    {
        var count = ProtobufLimits.MaxFiles + 1;
        var references = Many(count, _ => "");
        var text = Repeat("syntax = \"proto3\";", count, i => $"import \"{i}.proto\";");

        var result = Corpus.Link("a.proto", text, references);

        Assert.Contains("MaxFiles", Assert.Single(result.Problems).Message);
    }

    [Fact]
    public void Full_names_that_grow_without_end_are_refused()
    {
        var name = new string('A', 60_000);
        var text = Repeat($"syntax = \"proto3\"; message {name} {{", 5_000, i => $"int32 f{i} = {i + 1};");

        var result = Corpus.Link("a.proto", text + "}", ReferenceSet.Empty);

        Assert.Contains("MaxNameCharacters", result.Problems[0].Message);
    }

    [Fact]
    public void Options_of_many_ranges_are_refused_where_they_multiply()
    {
        var option = new string('x', 1_000_000);
        var text = Repeat(
            "syntax = \"proto2\"; import \"google/protobuf/descriptor.proto\"; "
            + "extend google.protobuf.ExtensionRangeOptions { optional string o = 50000; } message M { extensions ",
            1_000,
            i => $"{i + 1},");

        var result = Corpus.Link("a.proto", $"{text} 5000 [(o) = \"{option}\"]; }}", ReferenceSet.Empty);

        Assert.Contains("1001 ranges", Assert.Single(result.Problems).Message);
    }

    [Fact]
    public void Problems_are_bounded()
    {
        var text = Repeat("syntax = \"proto3\"; message M {", 10_000, i => $"Nothing f{i} = 1;");

        var result = Corpus.Link("a.proto", text + "}", ReferenceSet.Empty);

        Assert.Equal(ProtobufLimits.MaxProblems, result.Problems.Count);
    }

    /// <summary>Words of texts are left out, doubled and exchanged: a verdict, and never an exception.</summary>
    [Fact]
    public void Broken_texts_give_a_verdict()
    {
        var random = new Random(7);
        var (linked, refused) = (0, 0);

        for (var round = 0; round < 3000; round++)
        {
            var path = Corpus.Paths[random.Next(Corpus.Paths.Count)];
            if (ProtoParser.Parse(BrokenText.Make(Corpus.Read(path), random)).File is not { } file)
                continue;
            var result = ProtobufLinker.Link(path, file, Corpus.AsReferences, ImportRule.Protoc);
            Assert.NotEqual(result.Files.Count == 0, result.Problems.Count == 0);
            _ = result.Problems.Count == 0 ? linked++ : refused++;
        }

        Assert.InRange(linked, 100, 3000);
        Assert.InRange(refused, 100, 3000);
    }

    /// <summary>The same against protoc: what it takes we take, what it refuses we refuse.</summary>
    [Fact]
    public void Broken_texts_give_the_verdict_of_protoc()
    {
        var random = new Random(11);
        var folder = Directory.CreateTempSubdirectory("broken");
        foreach (var path in Corpus.Paths)
            File.Copy(Path.Combine(Corpus.Folder, path), Path.Combine(folder.FullName, path));

        for (var round = 0; round < 150; round++)
        {
            var path = Corpus.Paths[random.Next(Corpus.Paths.Count)];
            var text = BrokenText.Make(Corpus.Read(path), random);
            var broken = $"broken_{round}.proto";
            File.WriteAllText(Path.Combine(folder.FullName, broken), text);
            var errors = Protoc.FindErrors(folder.FullName, broken);
            var parsed = ProtoParser.Parse(text);
            var problems = parsed.File is null
                ? parsed.Problems
                : ProtobufLinker.Link(broken, parsed.File, Corpus.AsReferences, ImportRule.Protoc).Problems;
            Assert.True(
                errors is null == (problems.Count == 0),
                $"{errors ?? "accepted"}\n{string.Join('\n', problems)}\n{text}");
        }

        folder.Delete(recursive: true);
    }

    private static string Repeat(string start, int count, Func<int, string> part)
    {
        var text = new StringBuilder(start);
        for (var i = 0; i < count; i++)
            text.Append(part(i)).Append('\n');
        return text.ToString();
    }

    private static ReferenceSet Many(int count, Func<int, string> text) => new([
        .. Enumerable.Range(0, count).Select(i => new ResolvedReference(
            i.ToString(CultureInfo.InvariantCulture) + ".proto", text(i)))]);
}
