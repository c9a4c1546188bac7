using static SchemaRegistry.Formats.Tests.Tags.TagEdits;

namespace SchemaRegistry.Formats.Tests.Protobuf.Tags;

/// <summary>
/// Paths and results are those of Confluent's registry (the cases of its ProtobufSchemaTest, with texts of our own), or
/// by hand. It adds no import for the options.
/// </summary>
public sealed class ProtobufTagTests
{
    private const string Order = """
        syntax = "proto3";
        package shop;

        import "confluent/meta.proto";

        message Order {
          option (confluent.message_meta).tags = "OTHER";

          int32 id = 1 [
            (confluent.field_meta).tags = "OTHER",
            (confluent.field_meta).tags = "PRIVATE"
          ];
          double total = 2;
          Line line = 3 [(confluent.field_meta) = {
            doc: "the line"
          }];

          oneof payment {
            string card = 4;
          }

          message Line {
            int64 price = 1;
          }
        }

        """;

    [Fact]
    public void Tags_are_merged_into_one_aggregate()
    {
        var edited = Edit(ProtobufText.Parse(Order), Add(
            On("f:.Order.id", "PII"),
            On("f:.Order.total", "PII"),
            On("f:.Order.line", "PII"),
            On("f:.Order.Line.price", "PII"),
            On("r:.Order", "PII"),
            On("r:.Order.Line", "PII")));

        Assert.Equal(
            """
            syntax = "proto3";
            package shop;

            import "confluent/meta.proto";

            message Order {
              option (confluent.message_meta) = {
                tags: [
                  "OTHER",
                  "PII"
                ]
              };

              int32 id = 1 [(confluent.field_meta) = {
                tags: [
                  "OTHER",
                  "PRIVATE",
                  "PII"
                ]
              }];
              double total = 2 [(confluent.field_meta) = {
                tags: [
                  "PII"
                ]
              }];
              Line line = 3 [(confluent.field_meta) = {
                doc: "the line",
                tags: [
                  "PII"
                ]
              }];

              oneof payment {
                string card = 4;
              }

              message Line {
                option (confluent.message_meta) = {
                  tags: [
                    "PII"
                  ]
                };
              
                int64 price = 1 [(confluent.field_meta) = {
                  tags: [
                    "PII"
                  ]
                }];
              }
            }

            """,
            edited);
        Assert.Equal(edited, ProtobufText.Parse(edited).CanonicalText);
        Assert.Equal(
            [
                "r:Order OTHER PII", "f:Order.id OTHER PRIVATE PII", "f:Order.total PII", "f:Order.line PII",
                "r:Order.Line PII", "f:Order.Line.price PII",
            ],
            Show(ProtobufText.Parse(edited)));
    }

    [Fact]
    public void Removing_the_last_tag_removes_the_option_unless_it_says_more()
    {
        var schema = ProtobufText.Parse(Edit(ProtobufText.Parse(Order), Add(On("f:Order.line", "PII"))));

        var edited = Edit(schema, Remove(
            On("r:Order", "OTHER"), On("f:Order.id", "OTHER", "PRIVATE"), On("f:Order.line", "PII")));

        Assert.Equal(
            Order
                .Replace("  option (confluent.message_meta).tags = \"OTHER\";\n\n", "", StringComparison.Ordinal)
                .Replace(
                    " [\n    (confluent.field_meta).tags = \"OTHER\",\n    (confluent.field_meta).tags = \"PRIVATE\"\n  ]",
                    "",
                    StringComparison.Ordinal),
            edited);
    }

    [Fact]
    public void A_field_of_a_oneof_is_found_with_and_without_the_oneof()
    {
        var schema = ProtobufText.Parse("""
            syntax = "proto3";
            message Sample {
              oneof choice {
                string f1 = 1;
                int32 f2 = 2;
              }
            }
            """);

        var edited = Edit(schema, Add(On("f:.Sample.f1", "TAG1"), On("f:Sample.choice.f1", "TAG2")));

        Assert.Equal(
            """
            syntax = "proto3";

            message Sample {
              oneof choice {
                string f1 = 1 [(confluent.field_meta) = {
                  tags: [
                    "TAG1",
                    "TAG2"
                  ]
                }];
                int32 f2 = 2;
              }
            }

            """,
            edited);
        Assert.Equal(["f:Sample.f1 TAG1 TAG2"], Show(ProtobufText.Parse(edited)));
    }

    [Fact]
    public void Adding_a_tag_that_is_there_still_writes_the_aggregate() =>
        Assert.Contains(
            "option (confluent.message_meta) = {\n    tags: [\n      \"OTHER\"\n    ]\n  };",
            Edit(ProtobufText.Parse(Order), Add(On("r:Order", "OTHER"))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("f:Order")]
    [InlineData("f:Order.bad_oneof.card")]
    [InlineData("f:Order.none")]
    [InlineData("f:Order.payment.total")]
    [InlineData("r:Other")]
    [InlineData("r:..Order")]
    [InlineData("r:.Order.id")]
    [InlineData("r:Order.payment")]
    [InlineData("f:")]
    public void An_unknown_path_is_refused_with_the_path(string entity) =>
        Assert.Equal(
            $"No matching path '{entity[2..]}' found in the schema",
            Refuse(ProtobufText.Parse(Order), Add(On(entity, "A"))));
}
