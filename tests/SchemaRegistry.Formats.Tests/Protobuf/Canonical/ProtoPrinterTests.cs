namespace SchemaRegistry.Formats.Tests.Protobuf.Canonical;

/// <summary>
/// The layout is the one that registries store (rules 4.6 of the notes on compatibility, 4.4 of those on the API), as
/// their answers show it: sections of a message after a blank line that is indented like the message, enums without.
/// </summary>
public sealed class ProtoPrinterTests
{
    [Fact]
    public void The_statements_of_a_file_stand_grouped_by_kind()
    {
        const string text = """
            // A comment.
            syntax = 'proto3'; enum Late { LATE_UNKNOWN = 0; }
            message Order { }
            import public "b.proto"; import "z.proto";
            import "a.proto";
            service Orders { rpc Get ( Order ) returns ( stream Order ) ; }
            package  shop . orders ;
            option java_package = "shop" '.orders';
            message Line { } ;
            """;

        const string canonical = """
            syntax = "proto3";
            package shop.orders;

            import "z.proto";
            import "a.proto";
            import public "b.proto";

            option java_package = "shop.orders";

            message Order {}
            message Line {}
            enum Late {
              LATE_UNKNOWN = 0;
            }

            service Orders {
              rpc Get (Order) returns (stream Order);
            }

            """;
        AssertPrints(canonical, text);
    }

    [Fact]
    public void The_sections_of_a_message_have_their_order_and_blank_lines()
    {
        const string text = """
            message Outer { message Inner { enum Kind { option allow_alias = true; A = 0; reserved 5; B = 0x10; }
            optional int32 a = 017 [json_name = "x", default = 3, deprecated = true]; option deprecated = true;
            reserved 2, 4 to 6; reserved "p", "q"; } extend Outer { optional int32 e = 100; }
            extensions 100 to 199, 300 to max; oneof choice { string s = 2; option (o) = 1; group G = 3 { } }
            repeated group H = 4 { required Inner i = 1; } map < string , Inner > m = 5; }
            """;

        const string canonical = """
            message Outer {
              map<string, Inner> m = 5;

              oneof choice {
                option (o) = 1;
                string s = 2;
                group G = 3 {}
              }

              repeated group H = 4 {
                required Inner i = 1;
              }

              extensions 100 to 199, 300 to max;

              extend Outer {
                optional int32 e = 100;
              }

              message Inner {
                reserved 2, 4 to 6;
                reserved "p", "q";
            ··
                option deprecated = true;
            ··
                optional int32 a = 15 [
                  deprecated = true,
                  default = 3,
                  json_name = "x"
                ];
            ··
                enum Kind {
                  reserved 5;
                  option allow_alias = true;
                  A = 0;
                  B = 16;
                }
              }
            }

            """;
        AssertPrints(canonical.Replace('·', ' '), text);
    }

    [Fact]
    public void Aggregates_stand_one_field_to_a_line_and_repeated_names_become_a_list()
    {
        const string text = """
            service S { option (a) = { n: -1 f < x: 0x1F; y: [ 1.50, inf ] > [pkg.ext]: "q\"" s: 'a' 'b', s: "c"
            [type.googleapis.com/pkg.T] { e: [] } };
            rpc M (X) returns (Y) { option (b).c = NAME; option d = true; } }
            """;

        const string canonical = """
            service S {
              option (a) = {
                n: -1,
                f: {
                  x: 0x1F,
                  y: [
                    1.50,
                    inf
                  ]
                },
                [pkg.ext]: "q\"",
                s: [
                  "ab",
                  "c"
                ],
                [type.googleapis.com/pkg.T]: {
                  e: [
                  ]
                }
              };

              rpc M (X) returns (Y) {
                option (b).c = NAME;
                option d = true;
              };
            }

            """;
        AssertPrints(canonical, text);
    }

    [Theory]
    [InlineData("""
        edition = "2024"; import "p.proto"; import option "o.proto"; local message A { export enum B { C = -1; reserved D; } }
        """, """
        edition = "2024";

        import "p.proto";
        import option "o.proto";

        local message A {
          export enum B {
            reserved D;
            C = -1;
          }
        }

        """)]
    [InlineData("""syntax = "proto2"; import weak "w.proto"; extend A { optional B b = 1 [(c) = 1]; }""", """
        syntax = "proto2";

        import weak "w.proto";

        extend A {
          optional B b = 1 [(c) = 1];
        }

        """)]
    [InlineData("""option o = "\a\b\f\n\r\t\v\\\?\'\"\101\0\xe4\303\244ä\u00e4\U0001F600";""", """
        option o = "\a\b\f\n\r\t\v\\?'\"A\000\344äää😀";

        """)]
    [InlineData("", "")]
    public void What_the_dialects_and_literals_say_stays(string text, string canonical) =>
        AssertPrints(canonical, text);

    private static void AssertPrints(string canonical, string text)
    {
        Assert.Equal(canonical, ProtobufText.Parse(text).CanonicalText);
        Assert.Equal(canonical, ProtobufText.Parse(canonical).CanonicalText);
    }
}
