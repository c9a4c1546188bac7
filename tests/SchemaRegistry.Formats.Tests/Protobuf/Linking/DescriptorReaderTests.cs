using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Canonical;
using SchemaRegistry.Formats.Protobuf.Descriptors;
using SchemaRegistry.Formats.Protobuf.Linking;
using SchemaRegistry.Formats.Protobuf.Parsing;
using SchemaRegistry.Formats.Protobuf.Resolution;
using Xunit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Linking;

/// <summary>Descriptors become texts; the texts, linked, give the descriptors back.</summary>
public sealed class DescriptorReaderTests
{
    private static readonly string[] WithCustomOptions =
        ["edition_2023_delimited.proto", "edition_2024.proto", "option_proto3.proto", "option_uses.proto"];

    public static TheoryData<string> Files => [.. Corpus.Paths.Except(WithCustomOptions)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Text_of_a_descriptor_links_to_the_same_descriptor(string path)
    {
        var expected = Protoc.Compile(Corpus.Folder, [path]).File[^1];
        var read = DescriptorReader.Read(expected, OptionExtensions.None);
        Assert.Null(read.Problem);

        var text = ProtoPrinter.Print(MapEntries.Fold(read.File!), OptionOrder.SpecialsLast);
        var actual = Corpus.Link(path, text, Corpus.AsReferences);

        Assert.Empty(actual.Problems);
        Corpus.AssertEqual(Sorted(expected), Sorted(actual.Files[^1]));
    }

    [Theory]
    [InlineData("""{ "name": "M {} message N" }""", "\"M {} message N\" in the descriptor is not an identifier")]
    [InlineData("""{ "name": "" }""", "not an identifier")]
    [InlineData("""{ "name": "M", "field": [{ "name": "1a", "type": 5 }] }""", "not an identifier")]
    [InlineData("""{ "name": "M", "field": [{ "name": "a" }] }""", "lacks its type")]
    [InlineData("""{ "name": "M", "field": [{ "name": "a", "type": 11 }] }""", "lacks its type")]
    [InlineData("""{ "name": "M", "field": [{ "name": "a", "type": 10, "typeName": "G" }] }""", "is not beside it")]
    [InlineData("""{ "name": "M", "field": [{ "name": "a", "type": 5, "oneofIndex": 3 }] }""", "oneof_index")]
    [InlineData("""{ "name": "M", "field": [{ "name": "a", "type": 5, "defaultValue": "x;" }] }""", "default value")]
    [InlineData("""{ "name": "M", "field": [{ "name": "a", "type": 12, "defaultValue": "\\9" }] }""", "bad escapes")]
    [InlineData("""{ "name": "M", "field": [{ "name": "a", "type": 14, "typeName": ".E;" }] }""", "name with dots")]
    [InlineData("""{ "name": "M", "reservedRange": [{ "start": 3, "end": 3 }] }""", "has no numbers")]
    public void What_no_text_can_say_is_refused(string message, string expected)
    {
        var file = new FileDescriptorProto { MessageType = { DescriptorProto.Parser.ParseJson(message) } };

        var read = DescriptorReader.Read(file, OptionExtensions.None);

        Assert.Contains(expected, read.Problem?.Message);
    }

    [Fact]
    public void Messages_nested_too_deep_are_refused()
    {
        var message = new DescriptorProto { Name = "M" };
        for (var depth = 1; depth < 40; depth++)
            message = new DescriptorProto { Name = "M", NestedType = { message } };

        var read = DescriptorReader.Read(
            new FileDescriptorProto { MessageType = { message } }, OptionExtensions.None);

        Assert.Contains("MaxMessageDepth", read.Problem?.Message);
    }

    /// <summary>
    /// Bytes of descriptors are flipped and cut: either a problem, or elements that print and read again.
    /// </summary>
    [Fact]
    public void Damaged_descriptors_give_a_problem_or_a_text_that_can_be_read()
    {
        var random = new Random(20);
        var originals = Corpus.Paths
            .Select(path => Corpus.Link(path, Corpus.Read(path), Corpus.AsReferences).Files[^1].ToByteArray())
            .ToList();

        for (var round = 0; round < 4000; round++)
        {
            var bytes = (byte[])originals[random.Next(originals.Count)].Clone();
            for (var flips = random.Next(1, 4); flips > 0 && bytes.Length > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (TryParse(bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)]) is not { } file)
                continue;
            var read = DescriptorReader.Read(file, OptionExtensions.None);
            Assert.NotEqual(read.File is null, read.Problem is null);
            if (read.File is not null)
                AssertReads(ProtoPrinter.Print(read.File, OptionOrder.SpecialsLast));
        }
    }

    /// <summary>What the printer wrote is a text; numbers and the like may still be wrong in it.</summary>
    private static void AssertReads(string text)
    {
        var parsed = ProtoParser.Parse(text);
        if (parsed.File is not null)
            _ = ProtobufLinker.Link("a.proto", parsed.File, Corpus.AsReferences, ImportRule.Registry);
        else
            Assert.NotEmpty(parsed.Problems);
    }

    private static FileDescriptorProto? TryParse(byte[] bytes)
    {
        try
        {
            return FileDescriptorProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static FileDescriptorProto Sorted(FileDescriptorProto file)
    {
        var sorted = file.Clone();
        DescriptorOrder.Apply(sorted);
        return sorted;
    }
}
