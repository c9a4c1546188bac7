using SchemaRegistry.Formats.JsonSchema;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Parsing;

/// <summary>Places were counted by hand in the texts.</summary>
public sealed class SchemaProblemTests
{
    [Theory]
    [InlineData(SchemaParsing.New)]
    [InlineData(SchemaParsing.Checked)]
    [InlineData(SchemaParsing.Copied)]
    public void A_reference_to_the_network_is_refused_even_in_a_copy(SchemaParsing parsing)
    {
        const string Text = """{"properties":{"a":{"$ref":"http://example.com/other.json#/x"}}}""";

        var problem = Assert.Single(Schemas.Refuse(Text, parsing: parsing));

        Assert.StartsWith(
            "Remote schema reference fetching over HTTP(S) is disabled: http://example.com/other.json;", problem.Message);
        Assert.Equal("/properties/a/$ref", problem.Path);
    }

    [Fact]
    public void A_copy_may_be_wrong_in_any_other_way()
    {
        const string Text = """{"type":7,"properties":{"a":{"$ref":"#/nowhere"}}}""";

        Assert.Equal(Text, Schemas.Parse(Text, parsing: SchemaParsing.Copied).CanonicalText);
    }

    [Fact]
    public void All_problems_are_reported_at_once_with_pointer_line_and_column()
    {
        const string Text = """
            {
              "type": "strnig",
              "properties": {
                "a/b": { "minLength": -1 },
                "c": { "pattern": "[a-" },
                "d": { "$ref": "#/definitions/none" },
                "e": 5
              },
              "required": "c"
            }
            """;

        var problems = Schemas.Refuse(Text);

        (string Path, int? Line, int? Column)[] places =
        [
            .. problems.Select(problem => (problem.Path, problem.Line, problem.Column)),
        ];
        Assert.Equal(
            [
                ("/type", 2, 11), ("/properties/a~1b/minLength", 4, 27), ("/properties/c/pattern", 5, 23),
                ("/properties/d/$ref", 6, 20), ("/properties/e", 7, 10), ("/required", 9, 15),
            ],
            places);
        Assert.Contains("'strnig'", problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("'#/definitions/none'", problems[3].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_no_json_is_refused_where_it_breaks()
    {
        var problem = Assert.Single(Schemas.Refuse("{\n  \"type\": }"));

        Assert.Equal((2, 11), (problem.Line, problem.Column));
        Assert.StartsWith("Invalid JSON", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"string\"", "STRING")]
    [InlineData("[]", "ARRAY")]
    [InlineData("3", "NUMBER")]
    [InlineData("null", "NULL")]
    public void A_root_has_to_be_an_object_or_a_boolean(string text, string kind)
    {
        var problem = Assert.Single(Schemas.Refuse(text, parsing: SchemaParsing.Stored));

        Assert.Equal($"Invalid JSON schema: expected an object or boolean at the root, found {kind}", problem.Message);
    }

    [Fact]
    public void A_text_of_ten_thousand_levels_is_refused()
    {
        var text = string.Concat(Enumerable.Repeat("{\"not\":", 10_000)) + "true" + new string('}', 10_000);

        var problem = Assert.Single(Schemas.Refuse(text, parsing: SchemaParsing.Stored));

        Assert.Contains("1000", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_nearly_the_deepest_level_is_read_checked_and_printed()
    {
        var text = string.Concat(Enumerable.Repeat("{\"not\":", 999)) + "true" + new string('}', 999);

        Assert.Equal(text, Schemas.Parse(text).CanonicalText);
    }

    [Fact]
    public void Problems_are_bounded_in_number()
    {
        var members = string.Join(',', Enumerable.Range(0, 1000).Select(index => $"\"p{index}\":{{\"type\":1}}"));

        var problems = Schemas.Refuse($"{{\"properties\":{{{members}}}}}");

        Assert.Equal(JsonSchemaLimits.MaxProblems, problems.Count);
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""", "")]
    [InlineData("""{"definitions":{"a":{"$ref":"#/definitions/b"},"b":{"$ref":"#/definitions/a"}},"allOf":[{"$ref":"#/definitions/a"}]}""",
        "/definitions/a")]
    [InlineData("""{"anyOf":[{"type":"string"},{"$ref":"#"}]}""", "/anyOf/1")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","$dynamicAnchor":"x","if":{"$dynamicRef":"#x"}}""",
        "/if")]
    public void A_schema_that_is_nothing_but_itself_is_refused(string text, string path)
    {
        var problem = Assert.Single(Schemas.Refuse(text));

        Assert.Equal(path, problem.Path);
        Assert.Contains("refers to itself", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"properties":{"next":{"$ref":"#"}}}""")]
    [InlineData("""{"items":{"anyOf":[{"type":"null"},{"$ref":"#"}]}}""")]
    [InlineData("""{"allOf":[{"$ref":"#/definitions/a"},{"$ref":"#/definitions/a"}],"definitions":{"a":{"type":"object"}}}""")]
    public void A_schema_that_recurs_in_a_property_or_item_is_fine(string text) =>
        Assert.Equal(text, Schemas.Parse(text).CanonicalText);

    [Fact]
    public void A_chain_of_ten_thousand_references_is_followed()
    {
        var chain = Enumerable.Range(0, 10_000).Select(index => $"\"d{index}\":{{\"$ref\":\"#/definitions/d{index + 1}\"}}");
        var text = $"{{\"items\":{{\"$ref\":\"#/definitions/d0\"}},"
            + $"\"definitions\":{{{string.Join(',', chain)},\"d10000\":{{\"type\":\"null\"}}}}}}";

        var validator = Schemas.Compile(Schemas.Parse(text));

        Assert.True(validator.IsValid("[null]"));
        Assert.False(validator.IsValid("[1]"));
    }

    [Theory]
    [InlineData("""{"$ref":"other.json"}""", "other.json")]
    [InlineData("""{"$id":"http://example.com/dir/a.json","items":{"$ref":"other.json#/x"}}""", "http://example.com/dir/other.json")]
    [InlineData("""{"items":{"$ref":"#anchor"}}""", "'#anchor'")]
    [InlineData("""{"items":{"$ref":"#/enum"},"enum":[1]}""", "a list instead of a schema")]
    [InlineData("""{"items":{"$ref":"http://json-schema.org/draft-07/schema#/properties/none"}}""", "'#/properties/none'")]
    public void An_unresolved_reference_names_what_was_looked_for(string text, string part)
    {
        var problem = Assert.Single(Schemas.Refuse(text));

        Assert.Contains(part, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stored_text_is_read_with_what_registration_would_refuse()
    {
        const string Text = """{"type":"strnig","$ref":"none.json","pattern":"["}""";

        Assert.Equal(Text, Schemas.Parse(Text, parsing: SchemaParsing.Stored).CanonicalText);
    }

    [Fact]
    public void A_broken_reference_is_named()
    {
        var problem = Assert.Single(Schemas.Refuse("{}", Schemas.With(("part.json", "{]"))));

        Assert.StartsWith("In the reference part.json: Invalid JSON", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"unknown":{"type":5}}""")]
    [InlineData("""{"enum":[]}""")]
    [InlineData("""{"required":[]}""")]
    [InlineData("""{"required":["a","a"]}""")]
    [InlineData("""{"minLength":2.0}""")]
    [InlineData("""{"$ref":"#/definitions/a","type":5,"definitions":{"a":{}}}""")]
    [InlineData("""{"examples":5,"readOnly":"yes"}""")]
    [InlineData("""{"pattern":"^(?!x)(a)\\1\\b$"}""")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema#","minimum":1,"exclusiveMinimum":true}""")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema","additionalProperties":false,"properties":{"a":true}}""")]
    public void What_other_registries_take_is_taken(string text) =>
        Assert.Equal(text, Schemas.Parse(text).CanonicalText);

    [Theory]
    [InlineData("""{"minimum":1,"exclusiveMinimum":true}""", "/exclusiveMinimum")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema#","exclusiveMinimum":1}""", "/exclusiveMinimum")]
    [InlineData("""{"allOf":[]}""", "/allOf")]
    [InlineData("""{"multipleOf":0}""", "/multipleOf")]
    [InlineData("""{"multipleOf":-0.5}""", "/multipleOf")]
    [InlineData("""{"maxItems":1.5}""", "/maxItems")]
    [InlineData("""{"dependencies":{"a":[1]}}""", "/dependencies/a")]
    [InlineData("""{"patternProperties":{"(":{}}}""", "/patternProperties/(")]
    [InlineData("""{"title":5}""", "/title")]
    [InlineData("""{"$ref":5}""", "/$ref")]
    [InlineData("""{"type":[]}""", "/type")]
    [InlineData("""{"uniqueItems":"true"}""", "/uniqueItems")]
    public void A_keyword_of_the_wrong_shape_is_refused(string text, string path) =>
        Assert.Equal(path, Assert.Single(Schemas.Refuse(text)).Path);
}
