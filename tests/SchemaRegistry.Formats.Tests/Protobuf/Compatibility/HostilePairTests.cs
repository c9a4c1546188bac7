using System.Globalization;
using System.Text;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

/// <summary>Pairs that are made to take long. That a test ends is what it shows; the budget does the rest.</summary>
public sealed class HostilePairTests
{
    [Theory]
    [InlineData("message A { optional int32 a = 1; optional int32 b = 2; }")]
    [InlineData("message A { } message B { } message C { }")]
    [InlineData("message A { message B { } message C { } }")]
    [InlineData("enum E { A = 0; B = 1; C = 2; }")]
    [InlineData("message A { oneof o { int32 a = 1; int32 b = 1; int32 c = 1; } }")]
    [InlineData("message A { option a = 1; option b = 1; option c = 1; }")]
    public void Every_part_of_the_work_counts(string text)
    {
        var side = TablePair.Side(text);

        var found = Assert.Single(Locate(side, side, maxSteps: 4));

        Assert.Equal(Incompatibility.TooComplexRule, found.Finding.Rule);
        Assert.Contains("more than 4 steps (compatibility.max.steps)", found.Finding.ToMessage("new", "old"));
    }

    [Fact]
    public void What_is_too_complex_has_neither_proposals_nor_a_witness()
    {
        var side = TablePair.Side("message A { optional int32 a = 1; optional int32 b = 2; }");
        var found = Assert.Single(Locate(side, side, maxSteps: 1));

        Assert.Empty(ProtobufRules.Instance.ProposeEdits(found, side, side, editsReader: true));
        Assert.Empty(ProtobufRules.Instance.ProposeEdits(found, side, side, editsReader: false));
        Assert.Null(ProtobufRules.Instance.FindWitness(found, side.Schema, side.Schema, WitnessBudget.Default));
    }

    [Fact]
    public void Ten_thousand_fields_that_all_changed()
    {
        var text = Lines(10_000, number => $"  optional int32 f{number} = {number};");

        TakeAll(
            $"message A {{\n{text.Replace("int32", "string")}}}", $"message A {{\n{text}}}",
            "FIELD_SCALAR_KIND_CHANGED");
    }

    [Fact]
    public void Two_thousand_constants_that_become_text()
    {
        var constants = Lines(2000, number => $"  C{number} = {number - 1};");

        TakeAll(
            $"message A {{ optional string f = 1; }} enum E {{\n{constants}}}",
            $"message A {{ optional E f = 1; }} enum E {{\n{constants}}}",
            "FIELD_SCALAR_KIND_CHANGED");
    }

    [Fact]
    public void A_oneof_of_two_thousand_fields_that_were_outside()
    {
        var fields = Lines(2000, number => $"  int32 f{number} = {number};");

        TakeAll(
            $"syntax = \"proto3\"; message A {{ oneof o {{\n{fields}}} }}",
            $"syntax = \"proto3\"; message A {{\n{fields}}}",
            "MULTIPLE_FIELDS_MOVED_TO_ONEOF");
    }

    [Fact]
    public void Five_thousand_messages_that_are_gone_on_one_line()
    {
        var messages = string.Concat(Enumerable.Range(1, 5000).Select(
            number => $"message M{number} {{ optional M{(number % 5000) + 1} next = 1; }} "));

        TakeAll("message A { }", "message A { } " + messages, "MESSAGE_REMOVED");
    }

    /// <summary>Each of the pairs has a large message on one side, and nothing is said about all of them.</summary>
    [Fact]
    public void One_large_message_against_two_thousand_others_of_its_name()
    {
        var large = $"package p; message R {{\n{Lines(20_000, number => $"option o{number} = 1;")}}}";
        var writer = TablePair.Side(
            $"message A {{\n{Lines(2000, number => $"optional p.R f{number} = {number};")}}}",
            new ResolvedReference("p.proto", large));
        var reader = TablePair.Side(
            $"message A {{\n{Lines(2000, number => $"optional q{number}.R f{number} = {number};")}}}",
            [.. Enumerable.Range(1, 2000).Select(number => new ResolvedReference(
                $"q{number}.proto", $"package q{number}; message R {{ }}"))]);

        var found = Assert.Single(Locate(reader, writer, ComparisonOptions.DefaultMaxSteps));

        Assert.Equal(Incompatibility.TooComplexRule, found.Finding.Rule);
    }

    [Fact]
    public void A_name_as_long_as_the_schema_is_not_told_a_thousand_times()
    {
        var name = new string('n', 1_000_000);
        var fields = Lines(1000, number => $"optional int32 f{number} = {number};");
        var writer = TablePair.Side($"message {name} {{ {fields} }}");
        var reader = TablePair.Side($"message {name} {{ {fields.Replace("int32", "string")} }}");

        var found = Locate(reader, writer, ComparisonOptions.DefaultMaxSteps);

        Assert.InRange(found.Count, 1, 4);
        Assert.All(found, one => Assert.Equal("FIELD_SCALAR_KIND_CHANGED", one.Finding.Rule));
    }

    [Fact]
    public void A_long_row_of_references_ends_for_witnesses_too()
    {
        var row = string.Concat(Enumerable.Range(0, 5000).Select(
            number => $"message M{number} {{ optional M{number + 1} next = 1; }} "));
        const string main = "message A { optional M0 f = 1; }";
        var writer = TablePair.Side(main, new ResolvedReference("r.proto", row + "message M5000 { optional int32 x = 1; }"));
        var reader = TablePair.Side(main, new ResolvedReference("r.proto", row + "message M5000 { optional string x = 1; }"));

        foreach (var finding in Locate(reader, writer, ComparisonOptions.DefaultMaxSteps).Take(2))
            _ = ProtobufRules.Instance.FindWitness(finding, reader.Schema, writer.Schema, WitnessBudget.Default);
    }

    /// <summary>Locates all, and proposes and searches for the first few.</summary>
    private static void TakeAll(string reader, string writer, string rule)
    {
        var (readerSide, writerSide) = (TablePair.Side(reader), TablePair.Side(writer));

        var found = Locate(readerSide, writerSide, ComparisonOptions.DefaultMaxSteps);

        Assert.InRange(found.Count, 1, ProtobufLimits.MaxFindings);
        Assert.All(found, one => Assert.Equal(rule, one.Finding.Rule));
        foreach (var finding in found.Take(3))
        {
            SchemaEdit[] edits =
            [
                .. ProtobufRules.Instance.ProposeEdits(finding, readerSide, writerSide, editsReader: true),
                .. ProtobufRules.Instance.ProposeEdits(finding, readerSide, writerSide, editsReader: false),
            ];
            Assert.All(edits, edit => ProtobufText.Parse(edit.Text));
            Assert.NotNull(ProtobufRules.Instance.FindWitness(
                finding, readerSide.Schema, writerSide.Schema, WitnessBudget.Default));
        }
    }

    private static IReadOnlyList<LocatedIncompatibility> Locate(
        ComparedSide reader, ComparedSide writer, long maxSteps) =>
        ProtobufRules.Instance.Locate(reader, writer, new ComparisonOptions(MaxSteps: maxSteps));

    private static string Lines(int count, Func<int, FormattableString> line)
    {
        var text = new StringBuilder();
        for (var number = 1; number <= count; number++)
            text.Append(line(number).ToString(CultureInfo.InvariantCulture)).Append('\n');
        return text.ToString();
    }
}
