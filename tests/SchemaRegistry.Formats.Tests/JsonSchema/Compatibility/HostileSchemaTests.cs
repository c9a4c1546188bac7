using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Compatibility;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

/// <summary>
/// Pairs that are made to be hard. Whatever is asked about them has to end: a missing bound shows by a test that takes
/// minutes.
/// </summary>
public sealed class HostileSchemaTests
{
    private const string TooComplex = Incompatibility.TooComplexRule;
    private const string Members = "COMBINED_TYPE_SUBSCHEMAS_CHANGED";

    private static readonly Dictionary<string, (string Rule, Func<string> Reader, Func<string> Writer)> Made = new()
    {
        ["unions of unions"] = (Members, () => Unions(200, "integer"), () => Unions(200, "string")),
        ["recursive unions"] = (TooComplex, () => RecursiveUnions(200, "integer"), () => RecursiveUnions(200, "string")),
        ["symbols"] = ("ENUM_ARRAY_CHANGED", () => Symbols(0), () => Symbols(1)),
        ["properties"] = ("TYPE_CHANGED", () => Properties("integer"), () => Properties("string")),
        ["divisors"] = ("MULTIPLE_OF_CHANGED", () => Divisors("7"), () => Divisors("3")),
        ["patterns"] = (TooComplex, () => Patterns(4000), () => """{"properties":{"q":{}}}"""),
        ["required"] = ("MAX_PROPERTIES_ADDED", () => Required(10_000), () => """{"type":"object"}"""),
        ["demanding"] = ("TYPE_CHANGED", () => Demanding(40, "integer"), () => Demanding(40, "string")),
        ["slow patterns"] = (Members, () => SlowPatterns(61), () => SlowPatterns(60)),
        ["large constants"] = (Members, () => LargeConstants('a'), () => LargeConstants('b')),
        ["alternatives at every level"] = ("PATTERN_CHANGED", () => Nested(40, "^(a)$"), () => Nested(40, "^a$")),
        ["dependents"] = ("MAX_PROPERTIES_DECREASED", () => Dependents(100_000, 9), () => Dependents(100_000, 99)),
        ["unknown keywords"] = ("TYPE_CHANGED", () => """{"type":"string"}""", () => UnknownKeywords(20_000)),
        ["ladder"] = (Members, () => Ladder(60, "integer"), () => Ladder(60, "null")),
    };

    public static TheoryData<string> Names => [.. Made.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_is_asked_about_a_pair_ends(string name)
    {
        var rules = JsonSchemaRules.Instance;
        var (rule, reader, writer) = Made[name];
        var (read, wrote) = (Schemas.Side(reader()), Schemas.Side(writer()));

        var finding = rules.Locate(read, wrote, ComparisonOptions.Default)[0];
        var edits = rules.ProposeEdits(finding, read, wrote, editsReader: true)
            .Concat(rules.ProposeEdits(finding, read, wrote, editsReader: false));
        var witness = rules.FindWitness(finding, read.Schema, wrote.Schema, WitnessBudget.Default);

        Assert.Equal(rule, finding.Finding.Rule);
        Assert.All(edits, edit => Schemas.Parse(edit.Text));
        Assert.InRange(witness?.Payload.Length ?? 0, 0, WitnessBudget.DefaultMaxPayloadBytes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_small_budget_ends_a_comparison_with_its_name(string name)
    {
        var (_, reader, writer) = Made[name];

        var found = Assert.Single(JsonSchemaRules.Instance.FindIncompatibilities(
            Schemas.Parse(reader()), Schemas.Parse(writer()), new ComparisonOptions(MaxSteps: 1)));

        Assert.Equal(TooComplex, found.Rule);
        Assert.Contains("compatibility.max.steps", found.ToMessage("new", "old"), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_edit_and_no_witness_for_a_comparison_that_was_given_up()
    {
        var (read, wrote) = (Schemas.Side("""{"maxLength":1}"""), Schemas.Side("{}"));
        var finding = JsonSchemaRules.Instance.Locate(read, wrote, new ComparisonOptions(MaxSteps: 1))[0];

        Assert.Empty(JsonSchemaRules.Instance.ProposeEdits(finding, read, wrote, editsReader: true));
        Assert.Null(JsonSchemaRules.Instance.FindWitness(finding, read.Schema, wrote.Schema, WitnessBudget.Default));
    }

    private static string List(int count, Func<int, string> member) =>
        string.Join(',', Enumerable.Range(0, count).Select(member));

    private static string Definitions(int count, Func<int, string> schema) =>
        $"{{\"$ref\":\"#/definitions/d{count - 1}\",\"definitions\":{{{List(count, index => $"\"d{index}\":{schema(index)}")}}}}}";

    private static string Ref(int index) => $"{{\"$ref\":\"#/definitions/d{index}\"}}";

    private static string Typed(string name, string type) =>
        $"{{\"properties\":{{\"{name}\":{{\"type\":\"{type}\"}}}}}}";

    private static string Unions(int width, string type)
    {
        var outer = List(width, _ => "{\"$ref\":\"#/definitions/u\"}");
        return $"{{\"anyOf\":[{outer}],\"definitions\":{{\"u\":{{\"anyOf\":[{List(width, index => Typed($"p{index}", type))}]}}}}}}";
    }

    private static string RecursiveUnions(int width, string type) => Definitions(
        width,
        index => "{\"anyOf\":[" + Typed($"v{index}", type) + "," + List(width, other =>
            $"{{\"required\":[\"m{index}\"],\"properties\":{{\"m{other}\":{Ref(other)}}}}}") + "]}");

    private static string Symbols(int from) => $$"""{"enum":[{{List(2000, index => $"\"s{index + from}\"")}}]}""";

    private static string Object(string keyword, string members) => "{\"" + keyword + "\":{" + members + "}}";

    private static string Properties(string type) =>
        Object("properties", List(10_000, index => $"\"p{index}\":{{\"type\":\"{type}\"}}"));

    private static string Divisors(string digit)
    {
        var digits = string.Concat(Enumerable.Repeat(digit + "1", 240));
        return Object("properties", List(500, index => $"\"p{index}\":{{\"multipleOf\":{digits}e{digits}{index}}}"));
    }

    private static string Patterns(int count) =>
        Object("patternProperties", List(count, index => $"\"^[a-b]{{1,3}}(c|d+){index}x\":{{}}"));

    private static string Required(int count) =>
        $$"""{"required":[{{List(count, index => $"\"p{index}\"")}}],"maxProperties":5}""";

    private static string Demanding(int count, string type) => Definitions(
        count,
        index => Object("properties", $"\"a\":{Ref((index + 1) % count)},\"b\":{Ref(index * 7 % count)},\"v\":{{\"type\":\"{type}\"}}")
            .Insert(1, "\"required\":[\"a\",\"b\"],"));

    private static string SlowPatterns(int length) =>
        $$"""{"minLength":{{length}},"allOf":[{{List(50, index => "{\"pattern\":\"^(?=(a|aa)+$)" + new string('b', index) + "\"}")}}]}""";

    private static string LargeConstants(char letter) =>
        $$"""{"anyOf":[{{List(50, index => "{\"const\":\"" + new string(letter, 20_000) + index + "\"}")}}]}""";

    /// <summary>No data can tell the one leaf from the other.</summary>
    private static string Nested(int depth, string pattern) => Enumerable.Range(0, depth).Aggregate(
        $$"""{"type":"string","pattern":"{{pattern}}"}""",
        (inner, _) => $$"""{"type":"object","dependencies":{"zz":{"required":["yy"]} },"properties":{"p":{{inner}} } }""");

    private static string Dependents(int count, int max) =>
        $$"""{"required":["a"],"dependencies":{"a":[{{List(count, index => $"\"p{index}\"")}}]},"maxProperties":{{max}}}""";

    private static string UnknownKeywords(int count) =>
        $$"""{"type":"integer",{{List(count, index => $"\"k{index}\":{index}")}} }""";

    private static string Ladder(int height, string type) => Definitions(
        height + 3,
        index => index < 3
            ? $$"""{"type":"{{type}}"}"""
            : $$"""{"anyOf":[{{Ref(index - 1)}},{{Ref(index - 2)}},{"not":{{Ref(index - 3)}} },{"maxLength":{{index}} }]}""");
}
