using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

/// <summary>What the edited texts look like; all were written by hand.</summary>
public sealed class ProposalTests
{
    [Fact]
    public void A_type_is_taken_back_and_all_else_left_as_it_is()
    {
        const string registered = "syntax = \"proto3\"; message A { int64 id = 1; }";
        const string edited = """
            syntax = "proto3";
            // All orders.
            message A {
              string /* was a number */ id = 1 [deprecated = true];  // the key

              bool b=2;
            }
            """;

        var edits = Propose(reader: edited, writer: registered);

        Assert.Equal("Keep 'int64' as the type of the field 'id' (1).", edits[0].Suggestion);
        Assert.Equal(
            """
            syntax = "proto3";
            // All orders.
            message A {
              int64 id = 1 [deprecated = true];  // the key

              bool b=2;
            }
            """,
            edits[0].Text);
        Assert.Equal(
            "Give the field 'id' a number that was never used, such as 3, and reserve the number 1.",
            edits[1].Suggestion);
        Assert.Equal(
            """
            syntax = "proto3";
            // All orders.
            message A {
              reserved 1;
              string /* was a number */ id = 3 [deprecated = true];  // the key

              bool b=2;
            }
            """,
            edits[1].Text);
    }

    [Fact]
    public void A_block_of_one_line_stays_on_it()
    {
        var edits = Propose(
            reader: "message A { repeated int32 a = 1; optional int32 b = 18999; }",
            writer: "message A { optional int32 a = 1; }");

        Assert.Equal("message A { optional int32 a = 1; optional int32 b = 18999; }", edits[0].Text);
        Assert.Equal("message A { reserved 1; repeated int32 a = 20000; optional int32 b = 18999; }", edits[1].Text);
    }

    [Fact]
    public void Line_ends_of_the_text_are_kept()
    {
        var edits = Propose(
            reader: "message A {\r\n\toptional int32 a = 1;\r\n}\r\n",
            writer: "message A {\n  optional int32 a = 1;\n  required int32 b = 2;\n}\n");

        Assert.Equal("message A {\r\n\toptional int32 a = 1;\r\n\trequired int32 b = 2;\r\n}\r\n", edits[0].Text);
    }

    [Fact]
    public void A_required_field_is_made_optional_or_left_out_with_its_comment()
    {
        const string edited = """
            message A {
              optional int32 a = 1;
              // The new one,
              // for all.
              required int32 b = 2; // really
            }
            """;

        var edits = Propose(reader: edited, writer: "message A { optional int32 a = 1; }");

        Assert.Equal(edited.Replace("required", "optional"), edits[0].Text);
        Assert.Equal("message A {\n  optional int32 a = 1;\n}", edits[1].Text);
    }

    [Fact]
    public void The_writer_keeps_what_its_reader_requires()
    {
        var edits = Propose(
            reader: "message A { required B b = 1 [deprecated = true]; enum B { X = 0; } }",
            writer: "message A {}",
            editsReader: false);

        Assert.Equal("Keep the required field 'b' (1).", Assert.Single(edits).Suggestion);
        Assert.Equal(
            "message A { enum B { X = 0; } required B b = 1 [deprecated = true]; }",
            edits[0].Text);
    }

    [Fact]
    public void A_message_is_put_back_where_it_was_with_the_types_that_it_needs()
    {
        const string registered = """
            syntax = "proto3";
            import "google/protobuf/timestamp.proto";
            message First { }
            message Line {
              Kind kind = 1;
              map<string, Part> parts = 2;
              google.protobuf.Timestamp at = 3;
              Line inner = 4;
            }
            message Part { int32 n = 1; }
            enum Kind { NONE = 0; }
            message Last { }
            """;
        const string edited = """
            syntax = "proto3";
            message First { }

            message Last { }
            """;

        var edits = Propose(reader: edited, writer: registered);

        Assert.Equal("Keep the message 'Line'.", edits[0].Suggestion);
        Assert.Equal(
            """
            syntax = "proto3";
            import "google/protobuf/timestamp.proto";
            message First { }
            message Line {
              Kind kind = 1;
              map<string, Part> parts = 2;
              google.protobuf.Timestamp at = 3;
              Line inner = 4;
            }
            enum Kind {
              NONE = 0;
            }
            message Part {
              int32 n = 1;
            }

            message Last { }
            """,
            edits[0].Text);
    }

    [Fact]
    public void A_message_is_taken_out_with_the_fields_that_use_it()
    {
        var edits = Propose(
            reader: "message A { optional int32 a = 1; }",
            writer: """
                message A {
                  optional int32 a = 1;
                  oneof o {
                    N.In n = 2;
                  }
                  map<string, N> m = 3;
                }
                message N {
                  message In { }
                }
                """,
            editsReader: false,
            rule: "MESSAGE_REMOVED");

        Assert.Equal("message A {\n  optional int32 a = 1;\n}\n", edits[0].Text);
    }

    [Fact]
    public void A_message_that_a_method_uses_is_not_taken_out()
    {
        var edits = Propose(
            reader: "message A { }",
            writer: "message A { } message N { } service S { rpc Call (A) returns (N); }",
            editsReader: false);

        Assert.Empty(edits);
    }

    [Fact]
    public void The_package_is_taken_back_and_names_that_have_it_follow()
    {
        var edits = Propose(
            reader: """
                package
                  new.shop; // moved
                message A {
                  optional .new.shop.A a = 1;
                  map<string, shop.B> b = 2;
                  optional A c = 3;
                }
                message B { }
                """,
            writer: "package old; message A { }");

        Assert.Equal("Keep the package 'old'.", edits[0].Suggestion);
        Assert.Equal(
            """
            package
              old; // moved
            message A {
              optional .old.A a = 1;
              map<string, .old.B> b = 2;
              optional A c = 3;
            }
            message B { }
            """,
            edits[0].Text);
    }

    [Fact]
    public void A_package_is_added_behind_the_syntax()
    {
        var edits = Propose(
            reader: "syntax = \"proto3\";\n\nmessage A { }\n",
            writer: "syntax = \"proto3\"; package old; message A { }");

        Assert.Equal("syntax = \"proto3\";\npackage old;\n\nmessage A { }\n", edits[0].Text);
    }

    [Theory]
    [InlineData("syntax = \"proto2\";", "optional int32 b = 2;")]
    [InlineData("syntax = \"proto3\";", "optional int32 b = 2;")]
    [InlineData("edition = \"2023\";", "int32 b = 2;")]
    public void A_member_that_a_reader_does_not_know_is_moved_out_of_its_oneof(string head, string field)
    {
        var edits = Propose(
            reader: $"{head} message A {{ oneof o {{ int32 a = 1; }} }}",
            writer: $$"""
                {{head}}
                message A {
                  oneof o {
                    int32 a = 1;
                    int32 b = 2;
                  }
                }
                """,
            editsReader: false);

        Assert.Equal(
            $$"""
            {{head}}
            message A {
              oneof o {
                int32 a = 1;
              }
              {{field}}
            }
            """,
            edits[0].Text);
    }

    [Fact]
    public void A_member_is_put_back_into_the_oneof_that_the_others_went_to_under_a_free_name()
    {
        var edits = Propose(
            reader: "message A { optional string b = 9; oneof other { int32 a = 1; } }",
            writer: "message A { oneof o { int32 a = 1; int32 b = 2; } }");

        Assert.Equal("Keep the field 'b_2' (2) in the oneof 'other'.", edits[0].Suggestion);
        Assert.Equal(
            "message A { optional string b = 9; oneof other { int32 a = 1; int32 b_2 = 2; } }", edits[0].Text);
    }

    [Fact]
    public void Fields_that_became_alternatives_are_separated_again()
    {
        var edits = Propose(
            reader: """
                message A {
                  oneof o {
                    int32 a = 1;
                    int32 b = 2 [deprecated = true];
                    int32 x = 3;
                    int32 y = 4;
                    int32 added = 5;
                  }
                }
                """,
            writer: """
                message A {
                  oneof o { int32 a = 1; }
                  optional int32 b = 2;
                  oneof p { int32 x = 3; int32 y = 4; }
                }
                """);

        Assert.Equal(
            """
            message A {
              oneof o {
                int32 a = 1;
                int32 added = 5;
              }
              optional int32 b = 2 [deprecated = true];
              oneof p {
                int32 x = 3;
                int32 y = 4;
              }
            }
            """,
            edits[0].Text);
    }

    [Fact]
    public void Fields_that_a_reader_takes_for_alternatives_are_joined()
    {
        var edits = Propose(
            reader: "message A { oneof o { int32 a = 1; int32 b = 2; } }",
            writer: """
                message A {
                  oneof one {
                    int32 a = 1;
                  }
                  optional int32 b = 2;
                }
                """,
            editsReader: false);

        Assert.Equal(
            """
            message A {
              oneof one {
                int32 a = 1;
                int32 b = 2;
              }
            }
            """,
            edits[0].Text);
    }

    [Fact]
    public void A_descriptor_is_edited_as_the_text_that_it_reads_as()
    {
        var descriptor = ProtobufText.Parse("syntax = \"proto3\"; message A { string id = 1; }").ToFormat("serialized");

        var edits = Propose(reader: descriptor, writer: "syntax = \"proto3\"; message A { int64 id = 1; }");

        Assert.Equal("syntax = \"proto3\";\n\nmessage A {\n  int64 id = 1;\n}\n", edits[0].Text);
    }

    [Fact]
    public void A_type_of_a_reference_gets_its_import()
    {
        var reference = new ResolvedReference("r/line.proto", "package r; message Line { }");
        var reader = TablePair.Side("message A { optional bytes line = 1; }", reference);
        var writer = TablePair.Side("import \"r/line.proto\"; message A { optional r.Line line = 1; }", reference);

        var edits = Propose(reader, writer, editsReader: true, rule: null);

        Assert.Equal("import \"r/line.proto\";\nmessage A { optional r.Line line = 1; }", edits[0].Text);
    }

    [Fact]
    public void There_is_none_for_a_difference_inside_a_reference()
    {
        const string main = "message A { optional R f = 1; }";
        var reader = TablePair.Side(main, new ResolvedReference("r.proto", "message R { optional string x = 1; }"));
        var writer = TablePair.Side(main, new ResolvedReference("r.proto", "message R { optional int32 x = 1; }"));

        Assert.Empty(Propose(reader, writer, editsReader: true, rule: "FIELD_SCALAR_KIND_CHANGED"));
        Assert.StartsWith(
            "Give the field 'f' a number",
            Assert.Single(Propose(reader, writer, editsReader: true, rule: "FIELD_NAMED_TYPE_CHANGED")).Suggestion);
    }

    private const string MapAsEntry = """
        message M {
          message E { option map_entry = true; optional string key = 1; optional string value = 2; message X { } }
          repeated E m = 1;
        }
        """;

    [Fact]
    public void A_map_that_is_written_as_its_entry_has_no_names_to_rename()
    {
        var edits = Propose(reader: "package b;\n" + MapAsEntry, writer: "package a;\n" + MapAsEntry);

        Assert.Equal("package a;\n" + MapAsEntry, Assert.Single(edits).Text);
    }

    [Fact]
    public void A_message_is_taken_out_beside_a_map_that_is_written_as_its_entry()
    {
        var edits = Propose(
            reader: MapAsEntry, writer: MapAsEntry + "\nmessage N { optional M m = 1; }\n", editsReader: false);

        Assert.Equal(MapAsEntry + "\n", Assert.Single(edits).Text);
    }

    [Fact]
    public void The_value_of_a_map_that_is_written_as_its_entry_is_not_taken_out()
    {
        var text = MapAsEntry.Replace("optional string value", "optional N value");

        Assert.Empty(Propose(reader: text, writer: text + "\nmessage N { }\n", editsReader: false));
    }

    private static IReadOnlyList<SchemaEdit> Propose(
        string reader, string writer, bool editsReader = true, string? rule = null) =>
        Propose(TablePair.Side(reader), TablePair.Side(writer), editsReader, rule);

    /// <summary>For the first finding of the rule, or of any.</summary>
    private static IReadOnlyList<SchemaEdit> Propose(
        ComparedSide reader, ComparedSide writer, bool editsReader, string? rule)
    {
        var finding = ProtobufRules.Instance.Locate(reader, writer, ComparisonOptions.Default)
            .First(found => rule is null || found.Finding.Rule == rule);
        return ProtobufRules.Instance.ProposeEdits(finding, reader, writer, editsReader);
    }
}
