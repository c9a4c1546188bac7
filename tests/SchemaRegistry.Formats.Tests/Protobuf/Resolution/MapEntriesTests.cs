using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Protobuf.Resolution;

/// <summary>A descriptor's maps come back as maps, and no message gets another index by that.</summary>
public sealed class MapEntriesTests
{
    private const string Text = """
        syntax = "proto3";
        message Outer {
          repeated .Outer.OneEntry one = 1;
          repeated .Outer.TwoEntry two = 2;
          message Left { }
          message OneEntry { option map_entry = true; string key = 1; int32 value = 2; }
          message Right { }
          message TwoEntry { option map_entry = true; string key = 1; .Outer.Right value = 2; }
          message Last { }
        }
        """;

    [Fact]
    public void Nested_messages_keep_their_indexes()
    {
        var parsed = ProtobufFormat.Instance.Parse(Text, ReferenceSet.Empty, SchemaParsing.New);
        Assert.True(parsed.TryGetSchema(out var schema, out _));

        var linked = ((ProtobufSchema)schema).Linked;

        Assert.Empty(linked.Problems);
        var outer = linked.Files[^1].MessageType[0];
        Assert.Equal(["Left", "OneEntry", "Right", "TwoEntry", "Last"], outer.NestedType.Select(nested => nested.Name));
        Assert.Equal(["one", "two"], outer.Field.Select(field => field.Name));
        Assert.True(outer.NestedType[1].Options.MapEntry);
    }

    [Fact]
    public void A_message_of_the_same_name_elsewhere_is_no_entry()
    {
        const string text = """
            syntax = "proto3";
            message Outer {
              repeated .Outer.OneEntry one = 1;
              repeated .Other.OneEntry rows = 2;
              message OneEntry { option map_entry = true; string key = 1; int32 value = 2; }
            }
            message Other { message OneEntry { string text = 1; } }
            """;
        var parsed = ProtobufFormat.Instance.Parse(text, ReferenceSet.Empty, SchemaParsing.New);
        Assert.True(parsed.TryGetSchema(out var schema, out _));

        Assert.Contains("repeated .Other.OneEntry rows = 2;", schema.ToNormalizedText(), StringComparison.Ordinal);
        Assert.Contains("map<string, int32> one = 1;", schema.ToNormalizedText(), StringComparison.Ordinal);
    }
}
