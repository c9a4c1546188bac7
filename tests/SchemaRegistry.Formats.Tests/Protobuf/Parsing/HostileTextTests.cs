using System.Text;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Compatibility;
using SchemaRegistry.Formats.Protobuf.Parsing;

namespace SchemaRegistry.Formats.Tests.Protobuf.Parsing;

public sealed class HostileTextTests
{
    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    [InlineData(10_000, false)]
    [InlineData(300_000, false)]
    public void Messages_nest_as_deep_as_protoc_lets_them(int depth, bool isAccepted)
    {
        var messages = string.Concat(Enumerable.Repeat("message M { ", depth)) + new string('}', depth);
        var groups = "message M { " + Repeat("optional group G = 1 { ", depth - 1) + new string('}', depth);

        AssertNests(messages, isAccepted, "Messages are nested more than 31 levels deep");
        AssertNests(groups, isAccepted, "Messages are nested more than 31 levels deep");
    }

    [Theory]
    [InlineData("{ a: ", "{", "}", 100, true)]
    [InlineData("{ a: ", "{", "}", 101, false)]
    [InlineData("{ a: ", "{", "}", 300_000, false)]
    [InlineData("< a: ", "<", ">", 300_000, false)]
    [InlineData("[{ a: ", "{", "}", 300_000, false)]
    public void Aggregates_nest_up_to_a_bound(string open, string lastOpen, string close, int depth, bool isAccepted)
    {
        var text = "option o = { b: " + Repeat(open, depth - 2) + lastOpen + Repeat(close, depth - 1) + "};";

        AssertNests(text, isAccepted, "nested more than 100 levels deep");
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    [InlineData(300_000, false)]
    public void Names_of_options_have_a_bound_of_parts(int parts, bool isAccepted) =>
        AssertNests($"option a{Repeat(".b", parts - 1)} = 1;", isAccepted, "a name of at most 100 parts");

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    [InlineData(300_000, false)]
    public void Names_have_a_bound_of_parts(int parts, bool isAccepted) =>
        AssertNests($"package a{Repeat(".b", parts - 1)};", isAccepted, "a name of at most 128 parts");

    [Fact]
    public void The_length_of_a_text_is_bounded()
    {
        var text = new string(' ', ProtobufLimits.MaxTextLength + 1);

        Assert.Contains("MaxTextLength", Assert.Single(ProtoParser.Parse(text).Problems).Message);
        Assert.NotNull(ProtoParser.Parse(text[1..]).File);
    }

    /// <summary>Half a million lines, each of four characters in the text and of two hundred in print.</summary>
    [Fact]
    public void The_length_of_a_print_is_bounded()
    {
        var text = "option o = " + Repeat("{a:", 99) + "{" + Repeat("a:1 ", 500_000) + "}" + Repeat("}", 99) + ";";

        var problem = Assert.Single(ProtobufText.Read(text, SchemaParsing.Stored).Problems);

        Assert.Contains("MaxPrintedLength", problem.Message);
    }

    [Fact]
    public void A_hundred_thousand_fields_are_no_burden()
    {
        var text = new StringBuilder("syntax = \"proto3\"; message M {\n");
        for (var number = 1; number <= 100_000; number++)
            text.Append("  map<string, M> f").Append(number).Append(" = ").Append(number).Append(" [deprecated = true];\n");
        text.Append('}');

        var schema = ProtobufText.Parse(text.ToString());

        Assert.Equal(100_000, schema.TopLevelFields.Count);
        Assert.Equal(100_004, schema.ToNormalizedText().Split('\n').Length - 1);
        Assert.Empty(ProtobufRules.Instance.FindIncompatibilities(schema, schema, ComparisonOptions.Default));
    }

    [Fact]
    public void Unfinished_texts_of_any_length_end_with_a_problem()
    {
        foreach (var open in new[] { "/*", "\"", "'", "message M {", "option a = {", "{", "[", "(", "\\", "\"\\\n", "a." })
            Assert.NotEmpty(ProtoParser.Parse(Repeat(open, 100_000)).Problems);
    }

    /// <summary>The seed is fixed, so that a failure can be repeated.</summary>
    [Fact]
    public void Mutated_texts_are_read_or_refused_but_nothing_escapes()
    {
        var random = new Random(20_240_817);
        for (var round = 0; round < 10_000; round++)
        {
            var text = Mutate(SampleTexts.All[round % SampleTexts.All.Count], random);

            var result = ProtobufText.Read(text, SchemaParsing.Stored);

            if (result.Schema is not ProtobufSchema schema)
                Assert.All(result.Problems, problem => Assert.True(problem.Line > 0 && problem.Column > 0, text));
            else
                AssertIsStable(schema, text);
        }
    }

    private static void AssertIsStable(ProtobufSchema schema, string text)
    {
        Assert.True(schema.CanonicalText == ProtobufText.Parse(schema.CanonicalText).CanonicalText, text);
        var normalized = schema.ToNormalizedText();
        Assert.True(normalized == ProtobufText.Parse(normalized).ToNormalizedText(), text);
        Assert.Empty(ProtobufRules.Instance.FindIncompatibilities(schema, schema, ComparisonOptions.Default));
    }

    private static string Mutate(string text, Random random)
    {
        const string inserted = "{}[]()<>;:,.=-/*\\\"'0x9e_ \n\0é\ud83dmapgroup";
        var mutated = new StringBuilder(text);
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            var at = random.Next(mutated.Length);
            var length = Math.Min(random.Next(1, 12), mutated.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    mutated.Remove(at, length);
                    break;
                case 1:
                    mutated.Insert(at, inserted[random.Next(inserted.Length)]);
                    break;
                case 2:
                    mutated[at] = inserted[random.Next(inserted.Length)];
                    break;
                default:
                    mutated.Insert(random.Next(mutated.Length), mutated.ToString(at, length));
                    break;
            }
        }

        return mutated.ToString();
    }

    private static void AssertNests(string text, bool isAccepted, string message)
    {
        var result = ProtoParser.Parse(text);

        Assert.Equal(isAccepted, result.File is not null);
        if (!isAccepted)
            Assert.Contains(message, result.Problems[0].Message);
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
