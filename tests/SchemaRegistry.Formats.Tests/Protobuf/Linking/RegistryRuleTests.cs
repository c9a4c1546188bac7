using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.References;
using Xunit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Linking;

/// <summary>How schemas of the registry are linked: more leniently than protoc does in what needs an import.</summary>
public sealed class RegistryRuleTests
{
    private static readonly ReferenceSet References = new([
        new ResolvedReference("first.proto", "syntax = \"proto3\"; package r; message First {}"),
        new ResolvedReference(
            "second.proto", "syntax = \"proto3\"; package r; import \"first.proto\"; message Second { First f = 1; }"),
    ]);

    [Fact]
    public void A_built_in_type_needs_no_import_and_gets_one()
    {
        var schema = Parse(
            "syntax = \"proto3\"; message M { google.protobuf.Timestamp t = 1; }", ReferenceSet.Empty);

        var files = schema.Linked.Files;

        Assert.Equal(["google/protobuf/timestamp.proto"], files[^1].Dependency);
        Assert.Equal(["google/protobuf/timestamp.proto", "default"], files.Select(file => file.Name));
    }

    [Fact]
    public void A_type_of_a_reference_needs_no_import_and_gets_one()
    {
        var schema = Parse("syntax = \"proto3\"; import \"second.proto\"; message M { r.First f = 1; }", References);

        var files = schema.Linked.Files;

        Assert.Equal(["second.proto", "first.proto"], files[^1].Dependency);
        Assert.Equal(["first.proto", "second.proto", "default"], files.Select(file => file.Name));
    }

    [Fact]
    public void Serialized_is_the_descriptor_that_protoc_makes()
    {
        const string imported = "option_definitions.proto";
        var schema = Parse(
            Corpus.Read("option_uses.proto"),
            new ReferenceSet([new ResolvedReference(imported, Corpus.Read(imported))]));
        var expected = Protoc.Compile(Corpus.Folder, ["option_uses.proto"]).File[^1];
        expected.Name = "default";

        var actual = FileDescriptorProto.Parser.ParseFrom(Convert.FromBase64String(schema.ToFormat("SERIALIZED")));

        Corpus.AssertEqual(expected, actual);
    }

    [Fact]
    public void The_library_builds_the_descriptors_of_a_schema()
    {
        var schema = Parse("syntax = \"proto3\"; import \"second.proto\"; message M { r.Second s = 1; }", References);

        var built = FileDescriptor.BuildFromByteStrings(schema.Linked.Files.Select(file => file.ToByteString()));

        Assert.Equal("r.Second", built[^1].MessageTypes[0].Fields[1].MessageType.FullName);
    }

    [Fact]
    public void A_schema_that_does_not_link_has_its_reasons_and_no_serialized_form()
    {
        var schema = Parse("syntax = \"proto3\"; enum E { A = 1; }", ReferenceSet.Empty);

        Assert.Contains("must be zero", Assert.Single(schema.Linked.Problems).Message);
        Assert.Empty(schema.Linked.Files);
        Assert.Equal(schema.CanonicalText, schema.ToFormat("serialized"));
    }

    [Fact]
    public void Built_in_types_are_known_to_the_normalized_text()
    {
        var schema = Parse("syntax = \"proto3\"; message M { google.type.Date d = 1; }", ReferenceSet.Empty);

        Assert.Contains(".google.type.Date d = 1;", schema.ToNormalizedText());
    }

    [Fact]
    public void A_map_entry_that_is_written_out_is_the_map()
    {
        var schema = Parse(
            """
            syntax = "proto3";
            message M {
              repeated AEntry a = 1;
              message AEntry {
                option map_entry = true;
                string key = 1;
                int32 value = 2;
              }
            }
            """,
            ReferenceSet.Empty);
        var map = Parse("syntax = \"proto3\"; message M { map<string, int32> a = 1; }", ReferenceSet.Empty);

        Assert.Equal(map.Linked.Files, schema.Linked.Files);
    }

    private static ProtobufSchema Parse(string text, ReferenceSet references)
    {
        var result = ProtobufFormat.Instance.Parse(text, references, SchemaParsing.New);
        Assert.Empty(result.Problems);
        return (ProtobufSchema)result.Schema!;
    }
}
