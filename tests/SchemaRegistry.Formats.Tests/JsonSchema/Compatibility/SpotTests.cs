using System.Text;
using System.Text.Json.Nodes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.References;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

/// <summary>Where findings are in both schemas; columns are counted by hand.</summary>
public sealed class SpotTests
{
    private const string Modern = "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"";

    [Fact]
    public void A_keyword_that_both_have_is_told_with_its_value_in_each()
    {
        var found = Only("""{"maxLength":8}""", """{"title":"é","maxLength":40}""");

        Assert.Equal(Spot("/maxLength", 1, 14, "8"), found.Reader);
        Assert.Equal(Spot("/maxLength", 1, 26, "40"), found.Writer);
    }

    [Fact]
    public void A_keyword_that_one_lacks_is_told_as_the_schema_that_would_have_it()
    {
        var found = Only(
            "{\n  \"properties\": {\n    \"a\": {\"maxLength\": 8}\n  }\n}", """{"properties":{"a":{"type":"string"}}}""");

        Assert.Equal(Spot("/properties/a/maxLength", 3, 24, "8"), found.Reader);
        Assert.Equal(Spot("/properties/a", 1, 20, null), found.Writer);
    }

    [Theory]
    [InlineData("""{"type":"integer"}""", """{"type":"string"}""", "/type", "\"integer\"", "/type", "\"string\"")]
    [InlineData("""{"type":"integer"}""", "{}", "/type", "\"integer\"", "", "{}")]
    [InlineData("""{"const":1}""", """{"enum":[1,2]}""", "/const", "1", "/enum", "[1,2]")]
    [InlineData("false", """{"not":{}}""", "", "false", "/not", "{}")]
    [InlineData("""{"if":{}}""", """{"anyOf":[{"if":{}},{}]}""", "/if", "{}", "/anyOf", """[{"if":{}},{}]""")]
    [InlineData("""{"type":"string"}""", """{"type":["string","null"]}""", "/type", "\"string\"", "/type", """["string","null"]""")]
    [InlineData("""{"minimum":1}""", """{"minLength":1}""", "", """{"minimum":1}""", "", """{"minLength":1}""")]
    public void Kinds_that_differ_are_told_by_the_keywords_that_make_them(
        string reader, string writer, string inReader, string readerValue, string inWriter, string writerValue)
    {
        var found = Only(reader, writer);

        Assert.Equal((inReader, readerValue), (found.Reader.Path, found.Reader.Value));
        Assert.Equal((inWriter, writerValue), (found.Writer.Path, found.Writer.Value));
    }

    [Theory]
    [InlineData("""{"properties":{"a":{}},"required":["b","a"]}""", """{"properties":{"a":{}},"required":["c"]}""", "/required/1", "/required")]
    [InlineData("""{"properties":{"a/b":{"type":"null"}}}""", """{"type":"object"}""", "/properties/a~1b", "")]
    [InlineData("""{"additionalProperties":false}""", """{"properties":{"a":{}},"additionalProperties":false}""", "", "/properties/a")]
    [InlineData("""{"items":{"type":"null"}}""", """{"type":"array"}""", "/items", "")]
    [InlineData("""{"items":[{},{"type":"null"}]}""", """{"items":[{}]}""", "/items/1", "/items")]
    [InlineData("{" + Modern + ""","prefixItems":[{"type":"null"}]}""", "{" + Modern + ""","type":"array"}""", "/prefixItems/0", "")]
    [InlineData("{" + Modern + ""","prefixItems":[{}],"items":false}""", "{" + Modern + ""","prefixItems":[{}]}""", "/items", "")]
    [InlineData("{" + Modern + ""","contains":{}}""", "{" + Modern + ""","type":"array"}""", "/contains", "")]
    [InlineData("""{"dependencies":{"a":["b"]}}""", """{"type":"object"}""", "/dependencies/a", "")]
    [InlineData("{" + Modern + ""","dependentRequired":{"a":["b"]}}""", "{" + Modern + ""","type":"object"}""", "/dependentRequired/a", "")]
    [InlineData("{" + Modern + ""","dependentSchemas":{"a":{}}}""", "{" + Modern + ""","type":"object"}""", "/dependentSchemas/a", "")]
    [InlineData("""{"anyOf":[{"type":"null"}]}""", """{"anyOf":[{"type":"null"},{"type":"string"}]}""", "/anyOf", "/anyOf")]
    [InlineData("""{"not":{"type":"number"}}""", """{"not":{"type":"integer"}}""", "/not", "/not")]
    public void A_finding_is_told_in_the_words_of_each_draft(
        string reader, string writer, string inReader, string inWriter)
    {
        var found = Only(reader, writer);

        Assert.Equal((inReader, inWriter), (found.Reader.Path, found.Writer.Path));
    }

    [Fact]
    public void A_property_that_a_schema_for_other_properties_meets_is_told_at_that_schema()
    {
        var found = Locate(
            """{"additionalProperties":{"type":"string"}}""",
            """{"properties":{"a":{"type":"null"}},"additionalProperties":{"type":"string"}}""");

        Assert.Equal(
            ["TYPE_CHANGED /additionalProperties/type /properties/a/type",
                "PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL  /properties/a"],
            found.Select(each => $"{each.Finding.Rule} {each.Reader.Path} {each.Writer.Path}").Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void Behind_a_reference_the_place_is_the_definition()
    {
        var found = Only(
            """{"properties":{"a":{"$ref":"#/definitions/A"}},"definitions":{"A":{"type":"null"}}}""",
            """{"properties":{"a":{"type":"string"}}}""");

        Assert.Equal(("/definitions/A/type", "/properties/a/type"), (found.Reader.Path, found.Writer.Path));
        Assert.Equal("#/properties/a", found.Finding.Path);
    }

    [Fact]
    public void A_place_in_the_text_of_a_reference_is_told_with_its_name_and_no_line()
    {
        var references = new ReferenceSet([new ResolvedReference("a.json", """{"$defs":{"x":{"type":"null"}}}""")]);
        const string text = """{"items":{"$ref":"a.json#/$defs/x"}}""";
        var reader = new ComparedSide(Schemas.Parse(text, references), text, references);

        var found = Assert.Single(JsonSchemaRules.Instance.Locate(
            reader, Schemas.Side("""{"items":{"type":"string"}}"""), ComparisonOptions.Default));

        Assert.Equal(new SchemaSpot("/$defs/x/type") { Reference = "a.json", Value = "\"null\"" }, found.Reader);
    }

    [Fact]
    public void A_long_value_is_cut()
    {
        var names = string.Join(",", Enumerable.Range(0, 100).Select(number => $"\"value {number}\""));

        var found = Only("""{"enum":[1]}""", $$"""{"enum":[{{names}}]}""");

        Assert.Equal(SchemaSpot.MaxValueLength, found.Writer.Value!.Length);
        Assert.StartsWith("[\"value 0\",\"value 1\",", found.Writer.Value, StringComparison.Ordinal);
        Assert.EndsWith("…", found.Writer.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_beyond_its_budget_is_told_at_the_roots()
    {
        var found = Assert.Single(JsonSchemaRules.Instance.Locate(
            Schemas.Side(""" {"maxLength":1}"""), Schemas.Side("{}"), new ComparisonOptions(MaxSteps: 1)));

        Assert.Equal(Incompatibility.TooComplexRule, found.Finding.Rule);
        Assert.Equal(Spot("", 1, 2, """{"maxLength":1}"""), found.Reader);
    }

    [Fact]
    public void Located_findings_are_the_findings_in_their_order_and_every_spot_is_in_its_text()
    {
        foreach (var (reader, writer, options) in JsonVerdictCase.AllComparisons())
        {
            var plain = JsonSchemaRules.Instance.FindIncompatibilities(reader.Schema, writer.Schema, options);
            var located = JsonSchemaRules.Instance.Locate(reader, writer, options);

            Assert.Equal(
                plain.Select(found => (found.Rule, found.Path)),
                located.Select(found => (found.Finding.Rule, found.Finding.Path)));
            foreach (var found in located)
            {
                CheckSpot(found.Reader, reader);
                CheckSpot(found.Writer, writer);
            }
        }
    }

    /// <summary>
    /// Reads the text by another JSON library: the pointer leads to the value, the line and column too.
    /// </summary>
    private static void CheckSpot(SchemaSpot spot, ComparedSide side)
    {
        var text = spot.Reference is null
            ? side.Text
            : side.References.Resolved.Single(reference => reference.Name == spot.Reference).Text;
        var value = Pointers.Find(JsonNode.Parse(text), spot.Path);
        if (spot.Value is { } shown && shown.Length < SchemaSpot.MaxValueLength)
            Assert.True(JsonNode.DeepEquals(value, JsonNode.Parse(shown)), $"{spot} in {text}");
        if (spot.Reference is not null)
            return;
        var line = text.Split('\n')[spot.Line!.Value - 1];
        var from = Encoding.UTF8.GetBytes(line[(spot.Column!.Value - 1)..]);
        Assert.True(Pointers.StartsWith(from, value), $"{spot} in {text}");
    }

    private static LocatedIncompatibility Only(string reader, string writer) => Assert.Single(Locate(reader, writer));

    private static IReadOnlyList<LocatedIncompatibility> Locate(string reader, string writer) =>
        JsonSchemaRules.Instance.Locate(Schemas.Side(reader), Schemas.Side(writer), ComparisonOptions.Default);

    private static SchemaSpot Spot(string path, int line, int column, string? value) =>
        new(path) { Line = line, Column = column, Value = value };
}
