using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Protobuf;

public sealed class ProtobufFormatTests
{
    [Fact]
    public void A_new_schema_must_know_its_types()
    {
        const string text = "syntax = \"proto3\";\nmessage M {\n  Known k = 1;\n  map<string, un.Known> u = 2;\n}\n";
        var known = new ResolvedReference("known.proto", "message Known { }");

        var problem = Assert.Single(ProtobufText.Read(text, SchemaParsing.New, known).Problems);

        Assert.StartsWith("Could not resolve type: un.Known", problem.Message, StringComparison.Ordinal);
        Assert.Equal((4, 15), (problem.Line, problem.Column));
    }

    [Fact]
    public void A_stored_schema_may_use_types_that_are_gone() =>
        Assert.NotNull(ProtobufText.Read("message M { optional Gone g = 1; }", SchemaParsing.Stored).Schema);

    [Fact]
    public void A_problem_in_a_reference_names_it()
    {
        var broken = new ResolvedReference("broken.proto", "message {");

        var problem = ProtobufText.Read("", SchemaParsing.New, broken).Problems[0];

        Assert.StartsWith("In the reference broken.proto: Expected the name of the message", problem.Message);
        Assert.Equal((1, 9), (problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("package p; enum E { A = 0; } message M { optional int32 f = 1; } message N { }", "p.M")]
    [InlineData("message M { }", "M")]
    [InlineData("package p; enum E { A = 0; }", "p.E")]
    [InlineData("package p; import \"other.proto\";", null)]
    [InlineData("package p; import public \"other.proto\";", "other.Main")]
    public void The_name_is_that_of_the_first_message(string text, string? name)
    {
        var other = new ResolvedReference("other.proto", "package other; message Main { optional int32 x = 1; }");

        Assert.Equal(name, ProtobufText.Parse(text, other).Name);
    }

    [Fact]
    public void The_top_level_fields_are_those_of_all_messages_at_the_top_level()
    {
        const string text = """
            message A { optional int32 a = 1; oneof o { int32 b = 2; } message I { optional int32 inner = 1; } }
            message B { optional int32 a = 1; optional group C = 2 { } }
            """;

        Assert.Equal(["a", "b", "c"], ProtobufText.Parse(text).TopLevelFields.Order());
    }

    [Fact]
    public void Schemas_are_equivalent_when_their_canonical_texts_are_equal()
    {
        var schema = ProtobufText.Parse("message M { optional int32 a = 0x1; } // comment");
        var same = ProtobufText.Parse("message M\n{\n optional int32 a = 1;;\n}");
        var reordered = ProtobufText.Parse("message N { } message M { optional int32 a = 1; }");

        Assert.True(schema.IsEquivalentTo(same));
        Assert.Equal(schema.EquivalenceKey, same.EquivalenceKey);
        Assert.False(schema.IsEquivalentTo(reordered));
        Assert.NotEqual(schema.EquivalenceKey, reordered.EquivalenceKey);
    }

    [Theory]
    [InlineData("ignore_extensions")]
    [InlineData("IGNORE_EXTENSIONS")]
    public void Extensions_can_be_left_out(string format)
    {
        const string text = """
            import "confluent/meta.proto";
            option java_package = "j"; option (custom) = 1;
            message M { extensions 100; option (custom).a = { b: 1 }; option (confluent.message_meta).doc = "d";
              extend M { optional int32 e = 100; } optional int32 f = 1 [(custom) = 1, deprecated = true];
              oneof o { int32 g = 2 [features.(custom).x = 1]; } enum E { A = 0 [(.confluent.enum_value_meta).doc = "v"]; } }
            extend M { optional int32 e = 100; }
            """;

        const string expected = """
            import "confluent/meta.proto";

            option java_package = "j";

            message M {
              option (confluent.message_meta).doc = "d";

              optional int32 f = 1 [deprecated = true];

              oneof o {
                int32 g = 2;
              }

              enum E {
                A = 0 [(.confluent.enum_value_meta).doc = "v"];
              }
            }

            """;
        Assert.Equal(expected, ProtobufText.Parse(text).ToFormat(format));
    }

    [Fact]
    public void An_unknown_format_is_the_canonical_text()
    {
        var schema = ProtobufText.Parse("message M { }");

        Assert.Equal("message M {}\n", schema.ToFormat(""));
        Assert.Equal("message M {}\n", schema.ToFormat("resolved"));
        Assert.Equal(SchemaType.Protobuf, ProtobufFormat.Instance.Type);
    }
}
