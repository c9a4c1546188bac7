using System.Globalization;
using System.Text;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

/// <summary>Payloads worked out by hand: tags are number times 8 plus wire type.</summary>
public sealed class WitnessTests
{
    [Theory]
    [InlineData("int32 f = 1;", "sint32 f = 1;", """{"f":1}""", "0801", """A: {"f":-1}""")]
    [InlineData("fixed32 f = 1;", "float f = 1;", """{"f":1}""", "0D01000000", """A: {"f":1E-45}""")]
    [InlineData("string f = 1;", "int32 f = 1;", """{"f":"a"}""", "0A0161", "A: {}")]
    [InlineData("B f = 1; message B { string s = 1; }", "string f = 1; message B { string s = 1; }", """{"f":{"s":"a"}}""", "0A030A0161", "A: {\"f\":\"\\n\\u0001a\"}")]
    public void Data_is_misread(string writer, string reader, string json, string payload, string says)
    {
        var witness = Find($"syntax = \"proto3\"; message A {{ {reader} }}", $"syntax = \"proto3\"; message A {{ {writer} }}");

        Assert.Equal(WitnessOutcome.Misread, witness!.Outcome);
        Assert.Equal(json, witness.Json);
        Assert.Equal(payload, Convert.ToHexString(witness.Payload.Span));
        Assert.Equal(says, witness.ReaderSays);
    }

    [Fact]
    public void A_text_is_refused_as_a_message()
    {
        var witness = Find(
            "syntax = \"proto3\"; message A { A f = 1; }", "syntax = \"proto3\"; message A { string f = 1; }");

        Assert.Equal(WitnessOutcome.Rejected, witness!.Outcome);
        Assert.StartsWith("A: $.f: ", witness.ReaderSays);
    }

    [Fact]
    public void What_is_required_is_missed()
    {
        var witness = Find(
            "message A { required int32 f = 1; required int32 g = 2; }", "message A { required int32 f = 1; }");

        Assert.Equal(WitnessOutcome.Rejected, witness!.Outcome);
        Assert.Equal("{\"f\":1}", witness.Json);
        Assert.StartsWith("A: $.g: the field is required by A and missing", witness.ReaderSays);
    }

    [Fact]
    public void Of_two_fields_that_became_alternatives_one_is_lost()
    {
        var witness = Find(
            "message A { oneof o { int32 a = 1; int32 b = 2; int32 c = 3; } }",
            "message A { oneof o { int32 a = 1; int32 b = 2; } optional int32 c = 3; }");

        Assert.Equal("{\"a\":1,\"c\":1}", witness!.Json);
        Assert.Equal("A: {\"c\":1}", witness.ReaderSays);
    }

    [Fact]
    public void A_message_inside_others_is_reached_through_them_with_all_that_they_require()
    {
        const string writer = """
            message A {
              message In { optional int32 x = 1; }
              message Mid { repeated In in = 1; required bool needed = 2; }
              map<string, Mid> mids = 4;
            }
            """;

        var witness = Find(writer.Replace("optional int32 x", "optional string x"), writer);

        Assert.Equal("""{"mids":{"1":{"in":[{"x":1}],"needed":true}}}""", witness!.Json);
    }

    [Fact]
    public void A_message_that_nothing_uses_is_written_by_itself()
    {
        var witness = Find(
            "message A { message In { optional string x = 1; } }", "message A { message In { optional int32 x = 1; } }");

        Assert.Equal("A.In: {}", witness!.ReaderSays);
    }

    [Fact]
    public void Data_of_a_message_of_a_reference_is_in_that_of_a_message_of_the_schema()
    {
        const string main = "package p; message A { optional r.R f = 7; }";
        var reader = TablePair.Side(main, new ResolvedReference("r.proto", "package r; message R { optional string x = 1; }"));
        var writer = TablePair.Side(main, new ResolvedReference("r.proto", "package r; message R { optional int32 x = 1; }"));

        var witness = Find(reader, writer, WitnessBudget.Default);

        Assert.Equal("{\"f\":{\"x\":1}}", witness!.Json);
        Assert.Equal("p.A: {\"f\":{}}", witness.ReaderSays);
    }

    [Theory]
    [InlineData("message A { required A a = 1; optional int32 f = 2; }")]
    [InlineData("message A { optional Gone f = 2; }")]
    [InlineData("message A { optional int32 f = 0; }")]
    public void There_is_none_without_data(string writer)
    {
        Assert.Null(Find("message A { repeated string f = 2; optional string g = 0; }", writer));
    }

    [Fact]
    public void Requirements_that_double_with_every_level_are_given_up()
    {
        var text = new StringBuilder("message A { optional int32 f = 1; required M0 m = 2; } ");
        for (var level = 0; level < 19; level++)
            text.Append(CultureInfo.InvariantCulture, $"message M{level} {{ required M{level + 1} a = 1; required M{level + 1} b = 2; }} ");
        var writer = text.Append("message M19 { }").ToString();

        Assert.Null(Find(writer.Replace("int32 f", "string f"), writer));
    }

    /// <summary>The JSON name that two fields have is that of the lower number.</summary>
    [Theory]
    [InlineData("repeated int32 foo_bar = 2; optional int32 fooBar = 1;", "0801", "1")]
    [InlineData("optional int32 foo_bar = 2; repeated int32 fooBar = 1;", "08010801", "[1,1]")]
    public void Two_fields_may_have_one_json_name(string fields, string payload, string value)
    {
        var witness = Find(
            $"message M {{ {fields.Replace("int32 fooBar", "sint32 fooBar")} }}", $"message M {{ {fields} }}");

        Assert.Equal(payload, Convert.ToHexString(witness!.Payload.Span));
        Assert.Equal($"{{\"fooBar\":{value}}}", witness.Json);
        Assert.Equal($"M: {{\"fooBar\":{value.Replace("1", "-1")}}}", witness.ReaderSays);
    }

    [Fact]
    public void There_is_none_where_two_fields_are_printed_with_one_name()
    {
        Assert.Null(Find(
            "message M { repeated sint32 foo_bar = 1; required int32 fooBar = 2; }",
            "message M { repeated int32 a = 1; required int32 b = 2; }"));
    }

    /// <summary>A payload of 3 KB, and 20 MB of JSON.</summary>
    [Fact]
    public void Long_names_that_double_with_every_level_are_given_up()
    {
        var text = new StringBuilder("message A { optional int32 f = 1; required M0 m = 2; } ");
        var name = new string('n', 10_000);
        for (var level = 0; level < 10; level++)
            text.Append(CultureInfo.InvariantCulture, $"message M{level} {{ required M{level + 1} {name}a = 1; required M{level + 1} {name}b = 2; }} ");
        var writer = text.Append("message M10 { }").ToString();

        Assert.Null(Find(writer.Replace("int32 f", "string f"), writer));
    }

    [Fact]
    public void An_error_in_a_field_of_the_same_name_elsewhere_is_no_witness()
    {
        const string writer = """
            message Outer {
              message Inner { optional int32 id = 1; }
              optional int32 id = 1;
              optional Inner inner = 2;
            }
            """;

        var witness = Find(writer.Replace("optional int32 id", "required int32 id"), writer);

        Assert.Equal("{}", witness!.Json);
        Assert.StartsWith("Outer.Inner: $.id: the field is required", witness.ReaderSays);
    }

    [Fact]
    public void An_error_is_found_through_lists_and_maps()
    {
        const string writer = """
            message A {
              message In { optional int32 in_id = 1; optional int32 x = 2; }
              message Mid { repeated In in = 1; }
              map<string, Mid> mids = 4;
            }
            """;

        var witness = Find(writer.Replace("optional int32 in_id", "required int32 in_id"), writer);

        Assert.Equal("""{"mids":{"1":{"in":[{}]}}}""", witness!.Json);
        Assert.StartsWith("A: $.mids.1.in[0].inId: the field is required", witness.ReaderSays);
    }

    [Fact]
    public void The_bounds_of_the_budget_are_kept()
    {
        var reader = TablePair.Side("message A { optional string f = 1; }");
        var writer = TablePair.Side("message A { optional int32 f = 1; }");

        Assert.NotNull(Find(reader, writer, new WitnessBudget(MaxPayloads: 1)));
        Assert.Null(Find(reader, writer, new WitnessBudget(MaxPayloads: 0)));
        Assert.Null(Find(reader, writer, new WitnessBudget(MaxPayloadBytes: 1)));
    }

    private static Witness? Find(string reader, string writer) =>
        Find(TablePair.Side(reader), TablePair.Side(writer), WitnessBudget.Default);

    private static Witness? Find(ComparedSide reader, ComparedSide writer, WitnessBudget budget)
    {
        var finding = ProtobufRules.Instance.Locate(reader, writer, ComparisonOptions.Default)[0];
        return ProtobufRules.Instance.FindWitness(finding, reader.Schema, writer.Schema, budget);
    }
}
