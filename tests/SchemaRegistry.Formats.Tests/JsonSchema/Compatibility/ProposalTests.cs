using System.Text.Json.Nodes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

public sealed class ProposalTests
{
    /// <summary>
    /// Where nothing that is proposed helps, looked through by hand. In a reference there is nothing to edit. Members
    /// of a combination may only be different by what they refer to, so that an edit at the combination changes
    /// nothing: the findings below it, which are not told, would have to be solved. A position or property that what is
    /// allowed for the rest does not fit is solved at that property by the finding beside, not at what is allowed for
    /// the rest.
    /// </summary>
    private static readonly Dictionary<string, int> Unsolved = new()
    {
        ["MAX_LENGTH_DECREASED reader"] = 1,
        ["MAX_LENGTH_DECREASED writer"] = 1,
        ["TYPE_NARROWED reader"] = 1,
        ["TYPE_NARROWED writer"] = 1,
        ["COMBINED_TYPE_SUBSCHEMAS_CHANGED reader"] = 3,
        ["COMBINED_TYPE_SUBSCHEMAS_CHANGED writer"] = 3,
        ["TYPE_CHANGED writer"] = 7,
        ["ADDITIONAL_ITEMS_NARROWED writer"] = 1,
    };

    [Fact]
    public void Nearly_every_finding_of_the_tables_has_a_proposal_that_takes_it_away_and_adds_none()
    {
        var unsolved = new Dictionary<string, int>();
        foreach (var (reader, writer, options) in JsonVerdictCase.AllComparisons())
        {
            foreach (var finding in JsonSchemaRules.Instance.Locate(reader, writer, options))
            {
                foreach (var editsReader in (bool[])[true, false])
                {
                    var name = $"{finding.Finding.Rule} {(editsReader ? "reader" : "writer")}";
                    if (!Helps(finding, reader, writer, editsReader, options))
                        unsolved[name] = unsolved.GetValueOrDefault(name) + 1;
                }
            }
        }

        Assert.DoesNotContain(unsolved, each => each.Value > Unsolved.GetValueOrDefault(each.Key));
    }

    [Theory]
    [InlineData("""{"maxLength":8}""", """{"maxLength":40}""", true, """{"maxLength":40}""")]
    [InlineData("""{"maxLength":8}""", """{"maxLength":40}""", false, """{"maxLength":8}""")]
    [InlineData("""{"maxLength":8,"title":"t"}""", """{"minLength":1}""", true, """{"title":"t"}""")]
    [InlineData("""{"type":"string"}""", """{"type":"integer"}""", true, """{"type":["string","integer"]}""")]
    [InlineData("""{"type":"integer"}""", """{"type":"number"}""", true, """{"type":"number"}""")]
    [InlineData("""{"enum":[1,2]}""", """{"enum":[2,3]}""", true, """{"enum":[1,2,3]}""")]
    [InlineData("""{"enum":[1,2]}""", """{"enum":[2,3]}""", false, """{"enum":[2]}""")]
    [InlineData("""{"oneOf":[{"type":"null"},true]}""", """{"anyOf":[{"type":"null"},true]}""", true, """{"anyOf":[{"type":"null"},true]}""")]
    [InlineData("""{"anyOf":[{"type":"null"}]}""", """{"anyOf":[{"type":"null"},{"type":"string"}]}""", true, """{"anyOf":[{"type":"null"},{"type":"string"}]}""")]
    [InlineData("""{"properties":{"a":{"type":"null"}}}""", """{"type":"object"}""", true, """{"properties":{}}""")]
    [InlineData("""{"properties":{"a":{"type":"null"}}}""", """{"type":"object"}""", false, """{"type":"object","properties":{"a":{"type":"null"}}}""")]
    [InlineData("""{"properties":{"a":{}},"required":["a"]}""", """{"properties":{"a":{}}}""", true, """{"properties":{"a":{}}}""")]
    [InlineData("""{"properties":{"a":{}},"required":["a"]}""", """{"properties":{"a":{}}}""", false, """{"properties":{"a":{}},"required":["a"]}""")]
    [InlineData("""{"additionalProperties":false}""", """{"properties":{"a":{}},"additionalProperties":false}""", true, """{"additionalProperties":false,"properties":{"a":{}}}""")]
    [InlineData("""{"items":[{},{"type":"null"}]}""", """{"items":[{}]}""", true, """{"items":[{},{}]}""")]
    [InlineData("""{"items":{"type":"null"}}""", """{"type":"array"}""", true, "{}")]
    public void The_first_proposal_is_what_a_person_would_write(
        string reader, string writer, bool editsReader, string expected)
    {
        var (read, written) = (Schemas.Side(reader), Schemas.Side(writer));
        var finding = JsonSchemaRules.Instance.Locate(read, written, ComparisonOptions.Default)[0];

        var edits = JsonSchemaRules.Instance.ProposeEdits(finding, read, written, editsReader);

        Assert.Equal(expected, edits[0].Text);
    }

    [Fact]
    public void A_proposal_names_what_to_write_and_keeps_the_layout_of_the_text()
    {
        const string text = "{\n  \"type\": \"object\",\n  \"properties\": {\n    \"é\": {\"type\": \"string\"} ,\n"
            + "    \"b\": {\"type\": \"null\"}\n  },\n  \"additionalProperties\": false\n}\n";
        const string written = """
            {"properties":{"é":{},"b":{},"c":{"type":"integer","minimum":0}},"additionalProperties":false}
            """;
        var (read, wrote) = (Schemas.Side(text), Schemas.Side(written));
        var finding = JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default)
            .Single(each => each.Finding.Rule == "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL");

        var edits = JsonSchemaRules.Instance.ProposeEdits(finding, read, wrote, editsReader: true);

        Assert.Equal(
            """Keep the property "c" of the root schema as {"type":"integer","minimum":0}, as in the registered schema.""",
            edits[0].Suggestion);
        Assert.Equal(
            text.Replace(
                "\"null\"}\n",
                "\"null\"},\n    \"c\": {\"type\": \"integer\", \"minimum\": 0}\n",
                StringComparison.Ordinal),
            edits[0].Text);
    }

    [Fact]
    public void A_value_that_is_copied_brings_the_definitions_that_it_needs()
    {
        const string written = """
            {"properties":{"a":{"$ref":"#/definitions/A"}},"additionalProperties":false,"definitions":{"A":{"items":{"$ref":"#/definitions/B"}},"B":{"type":"null"}}}
            """;
        var (read, wrote) = (Schemas.Side("""{"additionalProperties":false}"""), Schemas.Side(written));
        var finding = Assert.Single(JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default));

        var edit = JsonSchemaRules.Instance.ProposeEdits(finding, read, wrote, editsReader: true)[0];

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(edit.Text)));
    }

    [Fact]
    public void In_a_reference_there_is_nothing_to_edit()
    {
        var references = new ReferenceSet([new ResolvedReference("a.json", """{"type":"null"}""")]);
        const string text = """{"items":{"$ref":"a.json"}}""";
        var read = new ComparedSide(Schemas.Parse(text, references), text, references);
        var wrote = Schemas.Side("""{"items":{"type":"string"}}""");
        var finding = Assert.Single(JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default));

        Assert.Empty(JsonSchemaRules.Instance.ProposeEdits(finding, read, wrote, editsReader: true));
        Assert.NotEmpty(JsonSchemaRules.Instance.ProposeEdits(finding, read, wrote, editsReader: false));
    }

    [Fact]
    public void A_property_may_have_the_name_of_a_keyword()
    {
        var (read, wrote) = (
            Schemas.Side("""{"properties":{"type":{"type":"null"}}}"""),
            Schemas.Side("""{"properties":{"type":{}}}"""));
        var finding = Assert.Single(JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default));

        var texts = JsonSchemaRules.Instance.ProposeEdits(finding, read, wrote, editsReader: true)
            .Select(edit => edit.Text);

        Assert.Contains("""{"properties":{"type":{}}}""", texts);
    }

    /// <summary>The type is the hundredth keyword to take over, or the one beyond it.</summary>
    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public void A_proposal_changes_a_hundred_places_at_most(int unknown, bool isProposed)
    {
        var keywords = string.Concat(Enumerable.Range(0, unknown).Select(index => $",\"k{index}\":{index}"));
        var (read, wrote) = (Schemas.Side("""{"type":"string"}"""), Schemas.Side($$"""{"type":"integer"{{keywords}}}"""));
        var finding = Assert.Single(JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default));

        var edits = JsonSchemaRules.Instance.ProposeEdits(finding, read, wrote, editsReader: true);

        Assert.NotEmpty(edits);
        Assert.Equal(isProposed, edits.Any(edit => edit.Text == wrote.Text));
    }

    [Fact]
    public void For_a_text_of_more_than_a_mebi_of_characters_nothing_is_proposed()
    {
        var title = new string('a', 1 << 20);
        var (read, wrote) = (Schemas.Side($$"""{"maxLength":8,"title":"{{title}}"}"""), Schemas.Side("""{"maxLength":40}"""));
        var finding = Assert.Single(JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default));

        Assert.Empty(Suggestions(editsReader: true));
        Assert.NotEmpty(Suggestions(editsReader: false));

        IEnumerable<string> Suggestions(bool editsReader) =>
            JsonSchemaRules.Instance.ProposeEdits(finding, read, wrote, editsReader).Select(edit => edit.Suggestion);
    }

    /// <summary>What is copied and what it is copied into are 600 levels each, of 1000 that a text may have.</summary>
    [Fact]
    public void What_would_make_the_text_too_deep_is_not_proposed()
    {
        var leaf = Nested(300, """{"type":"null"}""", "b");
        var (read, wrote) = (
            Schemas.Side(Nested(300, """{"type":"string"}""", "a")),
            Schemas.Side(Nested(300, """{"$ref":"#/definitions/d"}""", "a").Insert(
                1, "\"definitions\":" + $$"""{"d":{"type":"object","properties":{"b":{{leaf}} },"required":["b"]} },""")));
        var finding = Assert.Single(JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default));

        var edits = JsonSchemaRules.Instance.ProposeEdits(finding, read, wrote, editsReader: true);

        Assert.Equal("TYPE_CHANGED", finding.Finding.Rule);
        Assert.All(edits, edit => Schemas.Parse(edit.Text));
    }

    private static string Nested(int depth, string leaf, string name) => Enumerable.Range(0, depth).Aggregate(
        leaf, (inner, _) => $$"""{"properties":{"{{name}}":{{inner}} } }""");

    private static bool Helps(
        LocatedIncompatibility finding,
        ComparedSide reader,
        ComparedSide writer,
        bool editsReader,
        ComparisonOptions options)
    {
        var rest = Names(JsonSchemaRules.Instance.FindIncompatibilities(reader.Schema, writer.Schema, options));
        rest.Remove((finding.Finding.Rule, finding.Finding.Path));
        var edits = JsonSchemaRules.Instance.ProposeEdits(finding, reader, writer, editsReader);
        Assert.InRange(edits.Count, 0, 3);
        var helps = false;
        foreach (var edit in edits)
        {
            var edited = Schemas.Parse(edit.Text, (editsReader ? reader : writer).References);
            var left = Names(JsonSchemaRules.Instance.FindIncompatibilities(
                editsReader ? edited : reader.Schema, editsReader ? writer.Schema : edited, options));
            helps |= left.All(rest.Contains) && left.Count <= rest.Count;
        }

        return helps;
    }

    private static List<(string Rule, string Path)> Names(IEnumerable<Incompatibility> found) =>
        [.. found.Select(each => (each.Rule, each.Path))];
}
