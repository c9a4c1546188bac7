using System.Text;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

/// <summary>Schemas that are large, deep, or made to be hard: each comparison has to end, with an answer.</summary>
public sealed class BoundsTests
{
    [Fact]
    public void Ten_thousand_properties_are_compared()
    {
        var original = Properties(10_000, index => """{"type":"integer"}""");
        var update = Properties(10_000, index => index == 9_999 ? """{"type":"string"}""" : """{"type":"number"}""");

        var found = Assert.Single(Schemas.Find(original, update));

        Assert.Equal("#/properties/p9999", found.Path);
    }

    [Fact]
    public void Reasons_beyond_a_thousand_are_left_out()
    {
        var original = Properties(10_000, _ => """{"type":"integer"}""");
        var update = Properties(10_000, _ => """{"type":"string"}""");

        Assert.Equal(JsonSchemaLimits.MaxFindings, Schemas.Find(original, update).Count);
    }

    [Theory]
    [InlineData("""{"properties":{"p":""", "}}", 490)]
    [InlineData("""{"not":""", "}", 990)]
    [InlineData("""{"items":""", "}", 990)]
    [InlineData("""{"anyOf":[""", "]}", 490)]
    [InlineData("""{"enum":[""", "]}", 490)]
    public void A_deep_schema_is_compared_on_a_small_stack(string before, string after, int depth)
    {
        var original = Nest(before, after, depth, """{"type":"integer"}""");
        var update = Nest(before, after, depth, """{"type":"boolean"}""");
        IReadOnlyList<Incompatibility> changed = [];
        IReadOnlyList<Incompatibility> same = [new("none", "", [])];

        // Reading a text may use the stack that it needs; comparing what was read may not.
        var (was, now) = (Schemas.Parse(original), Schemas.Parse(update));
        RunOnSmallStack(() =>
        {
            changed = JsonSchemaRules.Instance.FindIncompatibilities(now, was, ComparisonOptions.Default);
            same = JsonSchemaRules.Instance.FindIncompatibilities(was, was, ComparisonOptions.Default);
        });

        Assert.Single(changed);
        Assert.Empty(same);
    }

    [Fact]
    public void A_chain_of_twenty_thousand_definitions_is_followed_on_a_small_stack()
    {
        var was = Schemas.Parse(Chain(20_000, """{"type":"integer"}"""));
        var now = Schemas.Parse(Chain(20_000, """{"type":"string"}"""));
        IReadOnlyList<Incompatibility> found = [];

        RunOnSmallStack(
            () => found = JsonSchemaRules.Instance.FindIncompatibilities(now, was, ComparisonOptions.Default));

        var reason = Assert.Single(found);
        Assert.Equal("TYPE_CHANGED", reason.Rule);
        Assert.Equal("#/" + string.Join('/', Enumerable.Repeat("properties/p", 20_000)), reason.Path);
    }

    /// <summary>Each definition uses the one below twice: 2^60 ways to the bottom.</summary>
    [Fact]
    public void Uses_of_uses_do_not_multiply()
    {
        var original = Diamond(60, """{"type":"integer"}""");

        Assert.Empty(Schemas.Find(original, Diamond(60, """{"type":"number"}""")));
        Assert.Equal(
            JsonSchemaLimits.MaxFindings, Schemas.Find(original, Diamond(60, """{"type":"string"}""")).Count);
    }

    /// <summary>
    /// Every definition has every other one as a property: the ways that meet none twice are beyond counting, and
    /// the only difference lies behind all of them.
    /// </summary>
    [Fact]
    public void Ways_through_a_thicket_of_definitions_do_not_multiply()
    {
        var original = Thicket(60, """{"type":"integer"}""");

        Assert.Empty(Schemas.Find(original, original));
        Assert.NotEmpty(Schemas.Find(original, Thicket(60, """{"type":"string"}""")));
    }

    [Fact]
    public void Alternatives_of_alternatives_do_not_multiply()
    {
        var original = Ladder(60, """{"type":"integer"}""");

        Assert.Empty(Schemas.Find(original, original));
        Assert.NotEmpty(Schemas.Find(original, Ladder(60, """{"type":"null"}""")));
    }

    [Fact]
    public void Two_thousand_levels_of_alternatives_are_refused_by_the_rule_for_it()
    {
        var text = Ladder(2000, """{"type":"integer"}""");

        Assert.Equal(Incompatibility.TooComplexRule, Assert.Single(Schemas.Find(text, text)).Rule);
    }

    [Fact]
    public void Three_hundred_alternatives_in_another_order_are_matched()
    {
        var original = Alternatives(300, index => index);
        var update = Alternatives(300, index => (index * 7) % 300);

        Assert.Empty(Schemas.Find(original, update));
    }

    [Fact]
    public void Too_many_alternatives_are_refused_by_the_rule_for_it()
    {
        var original = Alternatives(1000, index => index);
        var update = Alternatives(1000, index => -index);

        var found = Assert.Single(Schemas.Find(original, update));

        Assert.Equal(Incompatibility.TooComplexRule, found.Rule);
        Assert.Contains("MaxComparedPairs", found.ToMessage("new", "old"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_would_take_years_is_refused_by_the_rule_for_it()
    {
        var name = new string('a', 60) + '!';
        var found = Assert.Single(Schemas.Find(
            $$$$"""{"properties":{"{{{{name}}}}":{"type":"string"}}}""",
            """{"patternProperties":{"^(?=(a|aa)+$)":{"type":"string"}}}"""));

        Assert.Equal(Incompatibility.TooComplexRule, found.Rule);
    }

    [Fact]
    public void Numbers_of_any_length_are_compared()
    {
        var digits = new string('7', 5_000);

        Assert.Empty(Schemas.Differences(Multiple(digits), Multiple(digits)));
        Assert.Equal(["MULTIPLE_OF_CHANGED at #/multipleOf"], Schemas.Differences(Multiple(digits), Multiple("7")));
        Assert.Equal(
            ["MULTIPLE_OF_REDUCED at #/multipleOf"], Schemas.Differences(Multiple("1e999999999"), Multiple("2e-999999")));
        Assert.Equal(
            ["MULTIPLE_OF_EXPANDED at #/multipleOf"], Schemas.Differences(Multiple("3e-7"), Multiple("6E+400")));
        Assert.Empty(Schemas.Differences(Multiple("0.50"), Multiple("5.0e-1")));
    }

    private static string Multiple(string number) => $$"""{"multipleOf":{{number}}}""";

    private static string Properties(int count, Func<int, string> schema)
    {
        var members = Enumerable.Range(0, count).Select(index => $"\"p{index}\":{schema(index)}");
        return $$$"""{"properties":{{{{string.Join(',', members)}}}}}""";
    }

    private static string Nest(string before, string after, int depth, string inner)
    {
        var text = new StringBuilder().Insert(0, before, depth).Append(inner);
        return text.Insert(text.Length, after, depth).ToString();
    }

    private static string Definitions(int count, Func<int, string> schema)
    {
        var members = Enumerable.Range(0, count).Select(index => $"\"d{index}\":{schema(index)}");
        return $$$"""{"$ref":"#/definitions/d{{{count - 1}}}","definitions":{{{{string.Join(',', members)}}}}}""";
    }

    private static string Ref(int index) => $$"""{"$ref":"#/definitions/d{{index}}"}""";

    private static string Chain(int length, string end) =>
        Definitions(length + 1, index => index == 0 ? end : $$$"""{"properties":{"p":{{{Ref(index - 1)}}}}}""");

    private static string Diamond(int height, string end) =>
        Definitions(
            height + 1,
            index => index == 0 ? end : $$$"""{"properties":{"a":{{{Ref(index - 1)}}},"b":{{{Ref(index - 1)}}}}}""");

    private static string Thicket(int count, string end)
    {
        var all = string.Join(',', Enumerable.Range(0, count).Select(other => $"\"p{other}\":{Ref(other)}"));
        return Definitions(
            count, index => $$$"""{"properties":{{{{all}}}{{{(index == 0 ? $",\"end\":{end}" : "")}}}}}""");
    }

    private static string Ladder(int height, string end) =>
        Definitions(height + 3, index => index < 3
            ? end
            : $$$"""{"anyOf":[{{{Ref(index - 1)}}},{{{Ref(index - 2)}}},{"not":{{{Ref(index - 3)}}}},{"maxLength":{{{index}}}}]}""");

    private static string Alternatives(int count, Func<int, int> value)
    {
        var members = Enumerable.Range(0, count).Select(
            index => $$$"""{"properties":{"kind":{"const":{{{value(index)}}} } } }""");
        return $$"""{"oneOf":[{{string.Join(',', members)}}]}""";
    }

    /// <summary>A quarter of the smallest stack that threads get on the platforms the registry runs on.</summary>
    private static void RunOnSmallStack(Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception e)
                {
                    thrown = e;
                }
            },
            maxStackSize: 384 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
    }
}
