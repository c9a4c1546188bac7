using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Protobuf.Canonical;

/// <summary>Expected texts follow rule 4.7 of the notes on compatibility, worked out by hand.</summary>
public sealed class NormalizedTextTests
{
    [Fact]
    public void What_has_no_meaningful_order_is_sorted()
    {
        const string text = """
            syntax = "proto3"; package a.b;
            import "z.proto"; import "y.proto"; import "z.proto"; import public "c.proto"; import public "b.proto";
            option java_package = "x"; option csharp_namespace = "y";
            message Two { reserved 9, 4 to 4, 5 to 6; reserved "q", "p"; string s = 3; Two t = 2; int32 i = 1;
              oneof empty { } oneof late { int32 e = 12; int32 d = 11; } oneof early { Two c = 10; }
              enum Zed { option allow_alias = true; ONE = 1; NULL = 0; NONE = 0; } enum Able { UNKNOWN = 0; } }
            message One { a.b.Two.Zed z = 1 [json_name = "zz", deprecated = true]; map<string, b.Two> m = 2; }
            """;

        const string normalized = """
            syntax = "proto3";
            package a.b;

            import "y.proto";
            import "z.proto";
            import public "b.proto";
            import public "c.proto";

            option csharp_namespace = "y";
            option java_package = "x";

            message Two {
              reserved 4;
              reserved 5 to 6;
              reserved 9;
              reserved "p";
              reserved "q";

              int32 i = 1;
              .a.b.Two t = 2;
              string s = 3;

              oneof early {
                .a.b.Two c = 10;
              }
              oneof late {
                int32 d = 11;
                int32 e = 12;
              }

              enum Zed {
                option allow_alias = true;
                NONE = 0;
                NULL = 0;
                ONE = 1;
              }
              enum Able {
                UNKNOWN = 0;
              }
            }
            message One {
              .a.b.Two.Zed z = 1 [
                deprecated = true,
                json_name = "zz"
              ];
              map<string, .a.b.Two> m = 2;
            }

            """;
        AssertNormalizes(normalized, text);
    }

    [Fact]
    public void Extensions_are_split_grouped_and_named_in_full()
    {
        const string text = """
            syntax = "proto2"; package p;
            message M { extensions 200 to max, 100 to 110, 50; extend M { optional int32 b = 101; }
              extend p.M { optional M a = 100; } }
            extend .p.M { repeated group G = 50 { optional G g = 2; required M m = 1; } }
            service S { rpc Z (M) returns (G); rpc A (stream .p.M) returns (p.M); }
            """;

        const string normalized = """
            package p;

            message M {
              extensions 50;
              extensions 100 to 110;
              extensions 200 to max;

              extend .p.M {
                optional .p.M a = 100;
                optional int32 b = 101;
              }
            }

            extend .p.M {
              repeated group G = 50 {
                required .p.M m = 1;
                optional .p.G g = 2;
              }
            }

            service S {
              rpc Z (.p.M) returns (.p.G);
              rpc A (stream .p.M) returns (.p.M);
            }

            """;
        AssertNormalizes(normalized, text);
    }

    [Fact]
    public void Options_are_named_in_full_gathered_and_sorted()
    {
        const string text = """
            package p;
            message Range { optional double min = 1; optional double max = 2; repeated Range more = 3;
              extensions 10; extend Range { optional string note = 10; } }
            extend google.protobuf.FieldOptions { optional Range length = 50001; }
            message M {
              optional int32 a = 1 [(length).min = 1.0, deprecated = true, (length).max = 1024.0, (unknown) = 0x10];
              optional int32 b = 2 [(p.length) = { more: [], min: -0.5 more < max: 2e3 > more { } [Range.note]: "n" }];
              optional int32 c = 3 [(.p.length).(Range.note) = 'x', (length).more = {}, (length).more = { min: 017 }];
            }
            """;

        const string normalized = """
            package p;

            message Range {
              optional double min = 1;
              optional double max = 2;
              repeated .p.Range more = 3;

              extensions 10;

              extend .p.Range {
                optional string note = 10;
              }
            }
            message M {
              optional int32 a = 1 [
                deprecated = true,
                (p.length) = {
                  max: 1024,
                  min: 1
                },
                (unknown) = 16
              ];
              optional int32 b = 2 [(p.length) = {
                [p.Range.note]: "n",
                min: -0.5,
                more: [
                  {
                    max: 2000
                  },
                  {
                  }
                ]
              }];
              optional int32 c = 3 [(p.length) = {
                [p.Range.note]: "x",
                more: [
                  {
                  },
                  {
                    min: 15
                  }
                ]
              }];
            }

            extend .google.protobuf.FieldOptions {
              optional .p.Range length = 50001;
            }

            """;
        var descriptor = new ResolvedReference(
            "google/protobuf/descriptor.proto", "package google.protobuf; message FieldOptions { extensions 1000 to max; }");
        AssertNormalizes(normalized, text, descriptor);
    }

    [Theory]
    [InlineData("123", "123")]
    [InlineData("0123", "83")]
    [InlineData("0x123", "291")]
    [InlineData("-0X1f", "-31")]
    [InlineData("123.", "123")]
    [InlineData("123.00", "123")]
    [InlineData("123E+1", "1230")]
    [InlineData("123e-1", "12.3")]
    [InlineData(".123E+3", "123")]
    [InlineData("-123.4567E+2", "-12345.67")]
    [InlineData("1E15", "1000000000000000")]
    [InlineData("1.5e-7", "0.00000015")]
    [InlineData("1e300", "1E+300")]
    [InlineData("1e999", "inf")]
    [InlineData("-1e999", "-inf")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("18446744073709551616", "18446744073709552000")]
    public void A_number_has_one_spelling(string written, string normalized) =>
        AssertNormalizes($"option (o) = {normalized};\n", $"option (o) = {written};");

    [Fact]
    public void Names_are_sought_from_the_inside_out_and_with_a_dot_from_the_root()
    {
        const string text = """
            package a.b;
            message N { }
            message O { message N { } optional N i = 1; optional b.N o = 2; optional .a.b.N r = 3; optional c.N x = 4; }
            """;
        var other = new ResolvedReference("c.proto", "package a.c; message N { }");

        var lines = ProtobufText.Parse(text, other).ToNormalizedText().Split('\n', StringSplitOptions.TrimEntries);

        Assert.Contains("optional .a.b.O.N i = 1;", lines);
        Assert.Contains("optional .a.b.N o = 2;", lines);
        Assert.Contains("optional .a.b.N r = 3;", lines);
        Assert.Contains("optional .a.c.N x = 4;", lines);
    }

    [Fact]
    public void A_message_that_is_a_map_entry_becomes_a_map()
    {
        const string text = """
            syntax = "proto3";
            message M { repeated MapEntry map = 1;
              message MapEntry { option map_entry = true; string key = 1; M value = 2; } }
            """;

        const string normalized = """
            syntax = "proto3";

            message M {
              map<string, .M> map = 1;
            }

            """;
        AssertNormalizes(normalized, text);
    }

    [Theory]
    [InlineData("""edition = "2023"; message M { int32 i = 1; }""")]
    [InlineData("""edition = "2024"; message M { int32 i = 1; }""")]
    public void An_edition_stays_since_the_text_is_nothing_without_it(string text) =>
        Assert.StartsWith(text[..17], ProtobufText.Parse(text).ToNormalizedText(), StringComparison.Ordinal);

    private static void AssertNormalizes(string normalized, string text, params ResolvedReference[] references)
    {
        Assert.Equal(normalized, ProtobufText.Parse(text, references).ToNormalizedText());
        Assert.Equal(normalized, ProtobufText.Parse(normalized, references).ToNormalizedText());
    }
}
