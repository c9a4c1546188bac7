using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using Type = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Formats.Tests.Protobuf;

/// <summary>
/// A request may hold the base64 of a descriptor. The descriptors are built as protoc would make them of the text.
/// </summary>
public sealed class DescriptorInputTests
{
    [Fact]
    public void A_descriptor_is_read_as_the_text_it_was_made_of()
    {
        var file = new FileDescriptorProto { Syntax = "proto3", Package = "p", Dependency = { "confluent/meta.proto" } };
        var message = new DescriptorProto
        {
            Name = "M",
            Field =
            {
                Field("a", 1, Type.String, Label.Optional),
                Field("b", 2, Type.Int32, Label.Optional),
                Field("m", 3, Type.Message, Label.Repeated, ".p.M.MEntry"),
                Field("o", 4, Type.Int64, Label.Optional),
            },
            NestedType =
            {
                new DescriptorProto
                {
                    Name = "MEntry",
                    Field =
                    {
                        Field("key", 1, Type.String, Label.Optional),
                        Field("value", 2, Type.Message, Label.Optional, ".p.M"),
                    },
                    Options = new MessageOptions { MapEntry = true },
                },
            },
            OneofDecl = { new OneofDescriptorProto { Name = "choice" }, new OneofDescriptorProto { Name = "_b" } },
        };
        message.Field[1].Proto3Optional = true;
        message.Field[1].OneofIndex = 1;
        message.Field[3].OneofIndex = 0;

        // (confluent.field_meta).tags = "PII": the field 1088 with a message whose field 3 is the string.
        message.Field[0].Options = FieldOptions.Parser.ParseFrom(Convert.FromHexString("8244051A03504949"));
        file.MessageType.Add(message);

        const string text = """
            syntax = "proto3";
            package p;

            import "confluent/meta.proto";

            message M {
              string a = 1 [(confluent.field_meta) = {
                tags: "PII"
              }];
              optional int32 b = 2;
              repeated .p.M.MEntry m = 3;

              oneof choice {
                int64 o = 4;
              }

              message MEntry {
                option map_entry = true;
              {indent}
                string key = 1;
                .p.M value = 2;
              }
            }

            """;
        Assert.Equal(text.Replace("{indent}", "", StringComparison.Ordinal), Parse(file).CanonicalText);
    }

    [Fact]
    public void An_option_that_the_file_itself_declares_is_read_too()
    {
        var extension = Field("level", 50001, Type.Sint32, Label.Optional);
        extension.Extendee = ".google.protobuf.MessageOptions";
        var file = new FileDescriptorProto
        {
            Dependency = { "google/protobuf/descriptor.proto" },
            Extension = { extension },
            MessageType =
            {
                // The field 50001 with the zigzag of -7.
                new DescriptorProto
                {
                    Name = "M",
                    Options = MessageOptions.Parser.ParseFrom(Convert.FromHexString("88B5180D")),
                },
            },
        };

        Assert.Contains("  option (level) = -7;\n", Parse(file).CanonicalText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Zm9v")]
    [InlineData("food")]
    [InlineData("!!!!")]
    public void What_is_neither_text_nor_descriptor_is_refused_as_text(string text)
    {
        var problem = ProtobufText.Read(text, SchemaParsing.Stored).Problems[0];

        Assert.StartsWith("Expected a statement", problem.Message, StringComparison.Ordinal);
        Assert.Equal(1, problem.Line);
    }

    [Theory]
    [InlineData("M; message N")]
    [InlineData("")]
    [InlineData("1M")]
    public void A_name_in_a_descriptor_can_not_smuggle_in_statements(string name)
    {
        var file = new FileDescriptorProto { MessageType = { new DescriptorProto { Name = name } } };

        var problem = Assert.Single(ProtobufText.Read(ToBase64(file), SchemaParsing.Stored).Problems);

        Assert.Contains("not an identifier", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_descriptor_has_a_bound_of_size()
    {
        var file = new FileDescriptorProto { Package = new string('p', ProtobufLimits.MaxDescriptorBytes) };

        var problem = Assert.Single(ProtobufText.Read(ToBase64(file), SchemaParsing.Stored).Problems);

        Assert.Contains("MaxDescriptorBytes", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Each level would double what is in it, from a few bytes for a field.</summary>
    [Fact]
    public void Groups_can_not_share_a_message()
    {
        var message = new DescriptorProto { Name = "G25" };
        for (var level = 24; level >= 0; level--)
        {
            var around = new DescriptorProto { Name = $"G{level}", NestedType = { message } };
            for (var number = 1; number <= 9; number++)
                around.Field.Add(Field($"g{number}", number, Type.Group, Label.Optional, $".G{level + 1}"));
            message = around;
        }

        var file = new FileDescriptorProto { MessageType = { message } };
        var problem = Assert.Single(ProtobufText.Read(ToBase64(file), SchemaParsing.Stored).Problems);

        Assert.Contains("group of several fields", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_maps_are_no_burden()
    {
        var message = new DescriptorProto { Name = "M" };
        for (var number = 1; number <= 40_000; number++)
        {
            message.Field.Add(Field($"f{number}", number, Type.Message, Label.Repeated, $"E{number}"));
            message.NestedType.Add(new DescriptorProto
            {
                Name = $"E{number}",
                Field = { Field("key", 1, Type.Bool, Label.Optional), Field("value", 2, Type.Bool, Label.Optional) },
                Options = new MessageOptions { MapEntry = true },
            });
        }

        var schema = Parse(new FileDescriptorProto { MessageType = { message } });

        Assert.Equal(40_000, schema.TopLevelFields.Count);
    }

    /// <summary>The linker encodes what the reader decodes; protoc's descriptors hold the linker.</summary>
    [Theory]
    [InlineData("""
        syntax = "proto2"; package p; import "google/protobuf/descriptor.proto";
        extend google.protobuf.FieldOptions { optional O o = 50001; repeated sint32 rep = 50002;
          optional group G = 50003 { optional E e = 1; } }
        extend google.protobuf.FileOptions { optional double d = 50001; optional bytes b = 50002; }
        message O { optional int32 n = 1; repeated string s = 2; map<string, O> m = 3;
          repeated E e = 4 [packed = true]; extensions 10 to max; }
        extend O { optional float f = 10; repeated O deep = 11; }
        enum E { A = 0; B = -1; reserved 5 to 9, -9 to -5, 100 to max; reserved "Q"; }
        option (d) = -1.5e300; option (b) = "\xff\0\n\"'"; option java_package = "j"; option optimize_for = CODE_SIZE;
        message M {
          required int32 i = 1 [(o).n = 5, (o).s = "x", (o).s = "y", (o).(f) = 0.1, (rep) = 1, (rep) = -2, default = -3];
          optional string t = 2 [(o) = { m { key: "k" value { n: 1 } } e: [A, B] [p.deep] { n: 2 } [p.deep] { } }, json_name = "T!", default = "\"\\\001é"];
          optional bytes u = 3 [default = "\001\377'"]; optional float v = 4 [default = -inf]; optional E w = 5 [default = B];
          repeated group H = 6 { optional int64 x = 1; } oneof c { string y = 7; group K = 8 { } } reserved 20 to 29, 31; reserved "z";
          extensions 100 to 199, 500; extend M { optional int32 ext = 100 [(g) = { e: B }]; }
        }
        service S { option deprecated = true; rpc R (M) returns (stream O) { option idempotency_level = IDEMPOTENT; } }
        """)]
    [InlineData("""
        syntax = "proto3"; message M { optional int32 a = 1; oneof b { M c = 2; } map<int32, E> d = 3; repeated int32 e = 4 [packed = false]; enum E { Z = 0; } }
        """)]
    [InlineData("""
        edition = "2023"; option features.field_presence = IMPLICIT;
        message M { int32 a = 1 [features.field_presence = LEGACY_REQUIRED];
          M b = 2 [features.message_encoding = DELIMITED]; reserved c, d; }
        """)]
    [InlineData("""
        edition = "2024"; package p; local message M { export enum E { Z = 0; } int32 a = 1; }
        """)]
    public void A_schema_comes_back_from_its_descriptor(string text)
    {
        var schema = ProtobufText.Parse(text);
        Assert.True(schema.Linked.Problems.Count == 0, string.Join("; ", schema.Linked.Problems));

        var again = ProtobufText.Parse(schema.ToFormat("serialized"));

        Assert.Equal(schema.ToNormalizedText(), again.ToNormalizedText());
    }

    private static FieldDescriptorProto Field(
        string name, int number, Type type, Label label, string typeName = "") => new()
    {
        Name = name,
        Number = number,
        Type = type,
        Label = label,
        TypeName = typeName,
    };

    private static ProtobufSchema Parse(FileDescriptorProto file) => ProtobufText.Parse(ToBase64(file));

    private static string ToBase64(FileDescriptorProto file) => Convert.ToBase64String(file.ToByteArray());
}
