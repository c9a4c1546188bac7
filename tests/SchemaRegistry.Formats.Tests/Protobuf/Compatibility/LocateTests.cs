using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

public sealed class LocateTests
{
    private const string Writer = """
        syntax = "proto2";
        package shop;

        message Order {
          optional int32 id = 1;
          oneof pay {
            string card = 2;
            string cash = 3;
          }
          message Line {
            required int32 n = 1;
            map<string, int32> tags = 2;
          }
          message Gone { }
          optional int32 a = 7; optional int32 b = 8;
        }
        """;

    private const string Reader = """
        // Another head.
        syntax = "proto2";
        package
          store;
        message Other { }
        message Order {
          repeated
            int32 number = 1;
          oneof pay { string card = 2; }
          message Line {
            optional string gone = 9;
            map<int32, int32> tags = 2;
          }
          oneof both { int32 a = 7; int32 b = 8; }
          required bytes added = 12;
        }
        """;

    /// <summary>Rule, and then for the reader and the writer: path, line, column, value. Counted by hand.</summary>
    public static TheoryData<string, string, string> Places => new()
    {
        { "PACKAGE_CHANGED", "#/ 4:3 package store", "#/ 2:9 package shop" },
        { "MESSAGE_REMOVED", "#/Order 6:9 -", "#/Order/Gone 14:11 message Gone" },
        { "FIELD_NUMERIC_LABEL_CHANGED", "#/Order/1 8:11 repeated int32 number = 1", "#/Order/1 5:18 optional int32 id = 1" },
        { "ONEOF_FIELD_REMOVED", "#/Order/pay 9:9 -", "#/Order/pay/3 8:12 string cash = 3" },
        { "REQUIRED_FIELD_REMOVED", "#/Order/Line 10:11 -", "#/Order/Line/1 11:20 required int32 n = 1" },
        { "FIELD_SCALAR_KIND_CHANGED", "#/Order/Line/2 12:23 map<int32, int32> tags = 2", "#/Order/Line/2 12:24 map<string, int32> tags = 2" },
        { "REQUIRED_FIELD_ADDED", "#/Order/12 15:18 required bytes added = 12", "#/Order 4:9 -" },
        { "MULTIPLE_FIELDS_MOVED_TO_ONEOF", "#/Order/both 14:9 oneof both { a, b }", "#/Order 4:9 -" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void A_finding_has_its_place_in_both_schemas(string rule, string reader, string writer)
    {
        var found = Locate(Side(Reader), Side(Writer)).Single(located => located.Finding.Rule == rule);

        Assert.Equal(reader, Show(found.Reader));
        Assert.Equal(writer, Show(found.Writer));
    }

    [Fact]
    public void The_findings_are_those_without_places_in_the_same_order()
    {
        var (reader, writer) = (Side(Reader), Side(Writer));

        var found = ProtobufRules.Instance.FindIncompatibilities(
            reader.Schema, writer.Schema, ComparisonOptions.Default);

        Assert.Equal(found.Select(Text), Locate(reader, writer).Select(located => Text(located.Finding)));
    }

    [Fact]
    public void A_field_that_moved_has_another_path_on_each_side()
    {
        var found = Locate(
            Side("message A { oneof o { string f = 1; } }"), Side("message A { optional int32 f = 1; }"));

        var located = Assert.Single(found);
        Assert.Equal("#/A/o/1", located.Finding.Path);
        Assert.Equal("#/A/o/1", located.Reader.Path);
        Assert.Equal("#/A/1", located.Writer.Path);
    }

    [Fact]
    public void A_place_in_a_reference_has_its_name_and_no_line()
    {
        const string main = "message A { optional r.O.R f = 1; }";
        var reader = Side(main, new ResolvedReference("new/r.proto", "package r; message O { message R { optional string x = 1; } }"));
        var writer = Side(main, new ResolvedReference("r.proto", "package r; message O { message R { optional int32 x = 1; } }"));

        var found = Locate(reader, writer);

        Assert.Equal(["FIELD_SCALAR_KIND_CHANGED", "FIELD_NAMED_TYPE_CHANGED"], found.Select(one => one.Finding.Rule));
        Assert.Equal("new/r.proto", found[0].Reader.Reference);
        Assert.Equal("r.proto", found[0].Writer.Reference);
        Assert.Equal("#/O/R/1 : optional int32 x = 1", Show(found[0].Writer));
        Assert.Equal("#/A/1 1:28 optional r.O.R f = 1", Show(found[1].Reader));
        Assert.Null(found[1].Reader.Reference);
    }

    [Fact]
    public void A_message_of_a_built_in_file_has_the_path_of_the_file()
    {
        var reader = Side("message A { optional google.protobuf.Duration f = 1; }");
        var writer = Side("""
            package google.protobuf;
            message Duration { optional string seconds = 1; }
            message A { optional Duration f = 1; }
            """);

        var found = Locate(reader, writer).Single(one => one.Finding.Rule == "FIELD_SCALAR_KIND_CHANGED");

        Assert.Equal("google/protobuf/duration.proto", found.Reader.Reference);
        Assert.Null(found.Writer.Reference);
    }

    [Fact]
    public void A_schema_that_came_as_a_descriptor_has_no_lines()
    {
        var text = ProtobufText.Parse("message A { optional int32 f = 1; }").ToFormat("serialized");

        var found = Assert.Single(Locate(Side(text), Side("message A { optional string f = 1; }")));

        Assert.DoesNotContain(';', text);
        Assert.Equal("#/A/1 : optional int32 f = 1", Show(found.Reader));
        Assert.Equal("#/A/1 1:29 optional string f = 1", Show(found.Writer));
    }

    [Fact]
    public void A_map_that_is_written_as_its_entry_stands_where_the_field_does()
    {
        var found = Locate(
            Side("""
                message A {
                  repeated ME m = 1;
                  message ME { option map_entry = true; optional string key = 1; optional int32 value = 2; }
                }
                """),
            Side("message A { map<string, string> m = 1; }"));

        Assert.Equal("#/A/1 2:15 map<string, int32> m = 1", Show(Assert.Single(found).Reader));
    }

    /// <summary>Equal names are accepted, and the first counts.</summary>
    [Fact]
    public void A_message_with_the_name_of_a_group_is_found_as_the_group()
    {
        var writer = Side("syntax = \"proto2\"; message M { optional group A = 1 {} message A {} }");
        var reader = Side("syntax = \"proto2\"; message M {}");

        var found = Locate(reader, writer).Single(one => one.Finding.Rule == "MESSAGE_REMOVED");

        Assert.Equal("#/M/A", found.Writer.Path);
        Assert.Equal("group A", found.Writer.Value);
        Assert.Empty(ProtobufRules.Instance.ProposeEdits(found, reader, writer, editsReader: true));
        Assert.Equal(
            "syntax = \"proto2\"; message M { optional group A = 1 {} }",
            Assert.Single(ProtobufRules.Instance.ProposeEdits(found, reader, writer, editsReader: false)).Text);
        Assert.Null(ProtobufRules.Instance.FindWitness(found, reader.Schema, writer.Schema, WitnessBudget.Default));
    }

    [Fact]
    public void A_long_value_is_cut()
    {
        var name = new string('x', 1000);

        var found = Assert.Single(Locate(
            Side($"message A {{ optional string {name} = 1; }}"), Side($"message A {{ optional int32 {name} = 1; }}")));

        Assert.Equal(SchemaSpot.MaxValueLength, found.Reader.Value!.Length);
        Assert.EndsWith("…", found.Reader.Value);
    }

    [Fact]
    public void What_is_too_complex_is_found_at_the_root()
    {
        var side = Side("message A { optional int32 a = 1; optional int32 b = 2; }");

        var found = Assert.Single(ProtobufRules.Instance.Locate(side, side, new ComparisonOptions(MaxSteps: 2)));

        Assert.Equal(Incompatibility.TooComplexRule, found.Finding.Rule);
        Assert.Contains(ComparisonOptions.BudgetName, found.Finding.ToMessage("new", "old"));
        Assert.Equal("#/", found.Reader.Path);
    }

    private static string Show(SchemaSpot spot) =>
        $"{spot.Path} {spot.Line}:{spot.Column} {spot.Value ?? "-"}";

    private static string Text(Incompatibility finding) => finding.ToMessage("new", "old");

    private static IReadOnlyList<LocatedIncompatibility> Locate(ComparedSide reader, ComparedSide writer) =>
        ProtobufRules.Instance.Locate(reader, writer, ComparisonOptions.Default);

    private static ComparedSide Side(string text, params ResolvedReference[] references) =>
        new(ProtobufText.Parse(text, references), text, new ReferenceSet(references));
}
