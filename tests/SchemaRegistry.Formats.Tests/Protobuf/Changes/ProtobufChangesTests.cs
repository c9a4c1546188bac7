using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Tests.Changes;

namespace SchemaRegistry.Formats.Tests.Protobuf.Changes;

/// <summary>Expectations by hand; the rules are those of the compatibility reference.</summary>
public sealed class ProtobufChangesTests
{
    [Fact]
    public void Spellings_and_orders_that_mean_nothing_are_no_changes() =>
        Assert.Empty(Show(
            "package p; message A { string a = 1; B b = 2; } message B { }",
            "package p;  /* x */ message A { .p.B b = 2; string a = 1; }\n message B { }"));

    [Theory]
    [InlineData("message A { int32 a = 1; }", "message A { }", "FIELD_REMOVED #/A/1|- int32 a = 1→∅")]
    [InlineData("message A { }", "message A { B b = 1; } message B { }",
        "FIELD_ADDED -|#/A/1 ∅→.B b = 1", "MESSAGE_ADDED -|#/B ∅→B F:MESSAGE_REMOVED")]
    [InlineData("message A { int32 a = 1; }", "message A { int32 b = 1; }", "FIELD_RENAMED #/A/1 a→b")]
    [InlineData("message A { int32 a = 1; }", "message A { string a = 1; }",
        "TYPE_CHANGED #/A/1 int32→string B:FIELD_SCALAR_KIND_CHANGED F:FIELD_SCALAR_KIND_CHANGED")]
    [InlineData("message A { int32 a = 1; }", "message A { int64 a = 1; }", "TYPE_CHANGED #/A/1 int32→int64")]
    [InlineData("message A { int32 a = 1; }", "message A { optional int32 a = 1; }", "LABEL_CHANGED #/A/1 →optional")]
    [InlineData("message A { map<string, int32> a = 1; }", "message A { map<string, string> a = 1; }",
        "TYPE_CHANGED #/A/1 map<string, int32>→map<string, string> B:FIELD_SCALAR_KIND_CHANGED F:FIELD_SCALAR_KIND_CHANGED")]
    [InlineData("message A { } message B { }", "message A { }", "MESSAGE_REMOVED #/B|- B→∅ B:MESSAGE_REMOVED")]
    [InlineData("message A { message C { } }", "message A { }", "MESSAGE_REMOVED #/A/C|- C→∅ B:MESSAGE_REMOVED")]
    [InlineData("message A { } message B { }", "message B { } message A { }", "MESSAGES_REORDERED #/ A, B→B, A")]
    [InlineData("enum E { X = 0; Y = 1; }", "enum E { X = 0; Z = 2; }",
        "CONSTANT_REMOVED #/E/1|- Y = 1→∅", "CONSTANT_ADDED -|#/E/2 ∅→Z = 2")]
    [InlineData("enum E { X = 0; }", "enum E { Y = 0; }", "CONSTANT_RENAMED #/E/0 X→Y")]
    [InlineData("message A { reserved 1, 3 to 5; }", "message A { reserved 1; reserved \"x\"; }",
        "RESERVED_REMOVED #/A|- 3 to 5→∅", "RESERVED_ADDED -|#/A ∅→\"x\"")]
    [InlineData("message A { int32 a = 1; }", "message A { int32 a = 1 [deprecated = true]; }",
        "OPTION_ADDED -|#/A/1/deprecated ∅→true")]
    [InlineData("option java_package = \"a\";", "option java_package = \"b\";",
        "OPTION_CHANGED #/java_package \"a\"→\"b\"")]
    [InlineData("", "import \"google/protobuf/any.proto\";",
        "IMPORT_ADDED -|#/google/protobuf/any.proto ∅→google/protobuf/any.proto")]
    [InlineData("message A { } service S { rpc M (A) returns (A); }", "message A { } service S { rpc M (A) returns (stream A); }",
        "RPC_CHANGED #/S/M (.A) returns (.A)→(.A) returns (stream .A)")]
    [InlineData("message A { oneof c { int32 a = 1; int32 b = 2; } }", "message A { oneof c { int32 a = 1; } }",
        "FIELD_REMOVED #/A/c/2|- int32 b = 2→∅ B:ONEOF_FIELD_REMOVED")]
    [InlineData("message A { int32 a = 1; int32 b = 2; }", "message A { oneof c { int32 a = 1; int32 b = 2; } }",
        "ONEOF_ADDED -|#/A/c ∅→c B:MULTIPLE_FIELDS_MOVED_TO_ONEOF",
        "FIELD_MOVED #/A/1|#/A/c/1 ∅→c B:MULTIPLE_FIELDS_MOVED_TO_ONEOF",
        "FIELD_MOVED #/A/2|#/A/c/2 ∅→c B:MULTIPLE_FIELDS_MOVED_TO_ONEOF")]
    public void A_statement_changes(string old, string updated, params string[] expected) =>
        Assert.Equal(expected, Show(old, updated));

    [Fact]
    public void Another_package_breaks_and_makes_no_noise_in_types() =>
        Assert.Equal(
            ["PACKAGE_CHANGED #/ a→b B:PACKAGE_CHANGED F:PACKAGE_CHANGED"],
            Show("package a; message A { B b = 1; } message B { }", "package b; message A { B b = 1; } message B { }"));

    [Fact]
    public void Another_syntax_is_told() =>
        Assert.Equal(
            ["SYNTAX_CHANGED #/ proto2→proto3"],
            Diffs.Show(Diffs.Compare(
                ProtobufText.Parse("message A { }"),
                ProtobufText.Parse("syntax = \"proto3\"; message A { }"))));

    private static IEnumerable<string> Show(string old, string updated) => Diffs.Show(Diffs.Compare(
        ProtobufText.Parse("syntax = \"proto3\"; " + old),
        ProtobufText.Parse("syntax = \"proto3\"; " + updated)));
}
