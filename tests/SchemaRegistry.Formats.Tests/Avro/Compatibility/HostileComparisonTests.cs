using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Compatibility;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Tests.Avro.Compatibility;

/// <summary>Schemas that are made to cost: each member of the rules ends, within its bounds, with an answer.</summary>
public sealed class HostileComparisonTests
{
    private const int SmallStack = 1024 * 1024;

    [Fact]
    public void Unions_of_200_records_of_unions_of_200_records_are_too_complex()
    {
        var inner = Union(200, index => $$"""{"type":"record","name":"B{{index}}","fields":[{"name":"x","type":"int"}]}""");
        var names = Union(200, index => $"\"B{index}\"");
        var text = Union(200, index => $$"""{"type":"record","name":"A{{index}}","fields":[{"name":"u","type":{{(index == 0 ? inner : names)}}}]}""");
        var reader = Sides.Of(text);
        var writer = Sides.Of(text.Replace("\"int\"", "\"string\"", StringComparison.Ordinal));

        AssertTooComplex(reader, writer, ComparisonOptions.Default);
    }

    [Fact]
    public void A_small_budget_is_kept_and_named()
    {
        var fields = Sides.Of(Record(10_000, index => $$"""{"name":"f{{index}}","type":"int"}"""));
        var symbols = Sides.Of(Enum(2_000));

        AssertTooComplex(fields, fields, new ComparisonOptions(MaxSteps: 10_000));
        AssertTooComplex(symbols, symbols, new ComparisonOptions(MaxSteps: 1_000));
        Assert.Empty(Sides.Locate(fields, fields));
        Assert.Empty(Sides.Locate(symbols, symbols));
    }

    [Fact]
    public void Aliases_are_counted()
    {
        var aliases = string.Join(',', Enumerable.Range(0, 5_000).Select(index => $"\"a{index}\""));
        var reader = Sides.Of($$"""{"type":"record","name":"R","aliases":[{{aliases}}],"fields":[{"name":"f","type":"int","aliases":[{{aliases}}],"default":0}]}""");
        var writer = Sides.Of("""{"type":"record","name":"W","fields":[]}""");

        AssertTooComplex(reader, writer, new ComparisonOptions(MaxSteps: 9_000));
        Assert.Single(Sides.Locate(reader, writer));
    }

    [Fact]
    public void Two_cycles_of_types_make_a_long_way_and_the_stack_is_kept()
    {
        var reader = Sides.Of(Cycle(307, "int"));
        var writer = Sides.Of(Cycle(311, "string"));

        var found = OnSmallStack(() => Sides.Locate(reader, writer));

        Assert.Equal(Incompatibility.TooComplexRule, Assert.Single(found).Finding.Rule);
    }

    [Fact]
    public void Findings_that_double_at_each_level_are_bounded()
    {
        var reader = Sides.Of(Doubling("\"int\""));
        var writer = Sides.Of(Doubling("\"string\""));

        var found = Sides.Locate(reader, writer);

        Assert.Equal(AvroLimits.MaxFindings, found.Count);
        AssertAnswers(found[^1], reader, writer);
    }

    [Fact]
    public void Ten_thousand_fields_without_a_default_are_told_up_to_the_bound()
    {
        var reader = Sides.Of(Record(10_000, index => $$"""{"name":"f{{index}}","type":"int"}"""));
        var writer = Sides.Of(Record(1, _ => """{"name":"w","type":"int"}"""));

        var found = Sides.Locate(reader, writer);

        Assert.Equal(AvroLimits.MaxFindings, found.Count);
        AssertAnswers(found[^1], reader, writer);
    }

    [Fact]
    public void Two_thousand_symbols_that_are_missing_are_one_finding()
    {
        var reader = Sides.Of("""{"type":"enum","name":"E","symbols":["A"]}""");
        var writer = Sides.Of(Enum(2_000));

        AssertAnswers(Assert.Single(Sides.Locate(reader, writer)), reader, writer);
    }

    [Fact]
    public void A_long_list_of_symbols_that_is_told_for_each_field_is_told_up_to_the_bound_and_made_once()
    {
        var reader = Sides.Of(FieldsOfOne(1_000, "E", """{"type":"enum","name":"E","symbols":["A"]}"""));
        var writer = Sides.Of(FieldsOfOne(1_000, "E", Enum(10_000)));

        var found = Find(reader, writer);
        var located = Sides.Locate(reader, writer);

        // 10 × 2 + 90 × 3 + 900 × 4 + 9,000 × 5 characters, and ", " between two; told twice with its brackets.
        const int list = 48_890 + (9_999 * 2) + 2;
        Assert.InRange(found.Count, 2, AvroLimits.MaxFindingCharacters / (2 * list));
        Assert.All(found, one => Assert.Same(found[0], one));
        Assert.Equal(found.Count, located.Count);
    }

    [Fact]
    public void A_finding_beyond_the_bound_of_characters_is_told_when_it_is_the_first()
    {
        var symbol = new string('x', AvroLimits.MaxFindingCharacters);
        var reader = Sides.Of(FieldsOfOne(2, "E", """{"type":"enum","name":"E","symbols":["A"]}"""));
        var writer = Sides.Of(FieldsOfOne(2, "E", $$"""{"type":"enum","name":"E","symbols":["{{symbol}}"]}"""));

        Assert.Equal("MISSING_ENUM_SYMBOLS", Assert.Single(Find(reader, writer)).Rule);
        Assert.Single(Sides.Locate(reader, writer));
    }

    [Fact]
    public void A_union_of_many_records_with_something_wrong_in_each_is_answered()
    {
        var reader = Sides.Of(Union(150, index => $$"""{"type":"record","name":"A{{index}}","fields":[{"name":"x","type":"int"}]}"""));
        var writer = Sides.Of(Union(150, index => $$"""{"type":"record","name":"A{{index}}","fields":[{"name":"x","type":"string"}]}"""));

        var found = Sides.Locate(reader, writer);

        Assert.Equal(150, found.Count);
        AssertAnswers(found[^1], reader, writer);
        Assert.NotNull(Witness(found[^1], reader, writer));
    }

    [Theory]
    [InlineData("""{"type":"record","name":"L","fields":[{"name":"next","type":"L"}]}""")]
    [InlineData("""{"type":"fixed","name":"F","size":2147483647}""")]
    public void Types_without_small_values_have_no_witness_and_no_default(string type)
    {
        var reader = Sides.Of($$"""{"type":"record","name":"R","fields":[{"name":"a","type":{{type}}},{"name":"b","type":"int"}]}""");
        var writer = Sides.Of($$"""{"type":"record","name":"R","fields":[{"name":"c","type":{{type}}}]}""");

        var found = Sides.Locate(reader, writer);

        Assert.Equal(2, found.Count);
        Assert.Null(Witness(found[1], reader, writer));
        Assert.DoesNotContain(
            AvroRules.Instance.ProposeEdits(found[0], reader, writer, editsReader: true),
            edit => edit.Suggestion.Contains("such as", StringComparison.Ordinal));
    }

    [Fact]
    public void Values_that_double_at_each_level_are_not_made()
    {
        var reader = Sides.Of($$"""{"type":"record","name":"R","fields":[{"name":"b","type":"int"}]}""");
        var writer = Sides.Of($$"""{"type":"record","name":"R","fields":[{"name":"c","type":{{Doubling("\"null\"")}}}]}""");

        Assert.Null(Witness(Assert.Single(Sides.Locate(reader, writer)), reader, writer));
    }

    private static void AssertTooComplex(ComparedSide reader, ComparedSide writer, ComparisonOptions options)
    {
        var found = Assert.Single(AvroRules.Instance.Locate(reader, writer, options));

        Assert.Equal(Incompatibility.TooComplexRule, found.Finding.Rule);
        Assert.Contains(ComparisonOptions.BudgetName, found.Finding.MessageParts[0], StringComparison.Ordinal);
        Assert.Equal((1, 1), (found.Reader.Line, found.Writer.Column));
        Assert.Null(Witness(found, reader, writer));
        Assert.Empty(AvroRules.Instance.ProposeEdits(found, reader, writer, editsReader: true));
    }

    /// <summary>What it proposes can be read; whether there is a witness is not the question.</summary>
    private static void AssertAnswers(LocatedIncompatibility found, ComparedSide reader, ComparedSide writer)
    {
        _ = Witness(found, reader, writer);
        foreach (var edit in AvroRules.Instance.ProposeEdits(found, reader, writer, editsReader: true))
            Assert.NotNull(AvroText.Read(edit.Text).Schema);
        foreach (var edit in AvroRules.Instance.ProposeEdits(found, reader, writer, editsReader: false))
            Assert.NotNull(AvroText.Read(edit.Text).Schema);
    }

    private static IReadOnlyList<Incompatibility> Find(ComparedSide reader, ComparedSide writer) =>
        AvroRules.Instance.FindIncompatibilities(reader.Schema, writer.Schema, ComparisonOptions.Default);

    private static Witness? Witness(LocatedIncompatibility found, ComparedSide reader, ComparedSide writer) =>
        AvroRules.Instance.FindWitness(found, reader.Schema, writer.Schema, WitnessBudget.Default);

    private static T OnSmallStack<T>(Func<T> work)
    {
        T? result = default;
        var thread = new Thread(() => result = work(), SmallStack);
        thread.Start();
        thread.Join();
        return result!;
    }

    private static string Union(int count, Func<int, string> branch) =>
        $"[{string.Join(',', Enumerable.Range(0, count).Select(branch))}]";

    private static string Record(int count, Func<int, string> field) =>
        $$"""{"type":"record","name":"R","fields":[{{string.Join(',', Enumerable.Range(0, count).Select(field))}}]}""";

    /// <summary>A record of fields that have the same named type.</summary>
    private static string FieldsOfOne(int count, string name, string definition) => Record(
        count, index => $$"""{"name":"f{{index}}","type":{{(index == 0 ? definition : $"\"{name}\"")}}}""");

    private static string Enum(int count) =>
        $$"""{"type":"enum","name":"E","symbols":[{{string.Join(',', Enumerable.Range(0, count).Select(index => $"\"S{index}\""))}}]}""";

    /// <summary>R0 contains R1 and so on, the last one contains R0 again.</summary>
    private static string Cycle(int count, string leaf)
    {
        var text = $$"""["null","R0","{{leaf}}"]""";
        for (var level = count - 1; level >= 0; level--)
            text = $$"""{"type":"record","name":"R{{level}}","fields":[{"name":"f","type":{{text}}}]}""";
        return text;
    }

    /// <summary>R1 has two fields of R0, R2 two of R1 and so on.</summary>
    private static string Doubling(string leaf)
    {
        var text = $$"""{"type":"record","name":"R0","fields":[{"name":"x","type":{{leaf}}}]}""";
        for (var level = 1; level <= 30; level++)
        {
            text = $$"""
                {"type":"record","name":"R{{level}}","fields":[
                  {"name":"a","type":{{text}}},{"name":"b","type":"R{{level - 1}}"}]}
                """;
        }

        return text;
    }
}
