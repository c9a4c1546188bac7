namespace SchemaRegistry.Formats.Tests.JsonSchema.Validation;

/// <summary>
/// What only draft 2019-09 has. The verdicts follow its specification (core §8.2.4, applicators §9) by hand; whatever
/// it shares with 2020-12 the official suite of that draft covers.
/// </summary>
public sealed class Draft201909Tests
{
    private const string Head = "\"$schema\":\"https://json-schema.org/draft/2019-09/schema\"";

    /// <summary>The extensible tree of core §8.2.4.2: the outer schema adds a rule to every node.</summary>
    private const string StrictTree =
        "{" + Head + """
        ,"$id":"http://example.com/strict","$recursiveAnchor":true,"$ref":"tree","unevaluatedProperties":false,
        "$defs":{"tree":{"$id":"tree","$recursiveAnchor":true,"type":"object",
          "properties":{"data":true,"children":{"type":"array","items":{"$recursiveRef":"#"}}}}}}
        """;

    [Theory]
    [InlineData("""{"children":[{"data":1}]}""", true)]
    [InlineData("""{"children":[{"daat":1}]}""", false)]
    [InlineData("""{"children":[{"children":[{"daat":1}]}]}""", false)]
    [InlineData("""{"daat":1}""", false)]
    public void A_recursive_reference_leads_to_the_outermost_anchor(string data, bool isValid) =>
        Assert.Equal(isValid, Schemas.Compile(StrictTree).IsValid(data));

    [Theory]
    [InlineData("""{"children":[{"daat":1}]}""", true)]
    [InlineData("""{"daat":1}""", false)]
    public void Without_an_anchor_in_the_outer_schema_it_stays_inside(string data, bool isValid)
    {
        var loose = StrictTree.Replace("strict\",\"$recursiveAnchor\":true", "strict\"", StringComparison.Ordinal);

        Assert.Equal(isValid, Schemas.Compile(loose).IsValid(data));
    }

    [Theory]
    [InlineData("\"items\":[{\"type\":\"integer\"}],\"unevaluatedItems\":false", "[1]", true)]
    [InlineData("\"items\":[{\"type\":\"integer\"}],\"unevaluatedItems\":false", "[1,2]", false)]
    [InlineData("\"items\":[true],\"additionalItems\":true,\"unevaluatedItems\":false", "[1,2]", true)]
    [InlineData("\"items\":true,\"unevaluatedItems\":false", "[1,2]", true)]
    [InlineData("\"items\":{},\"additionalItems\":false", "[1,2]", true)]
    [InlineData("\"items\":[true],\"additionalItems\":{\"type\":\"null\"}", "[1,2]", false)]
    [InlineData("\"contains\":{\"type\":\"integer\"},\"unevaluatedItems\":false", "[1]", false)]
    [InlineData("\"contains\":{\"type\":\"integer\"},\"minContains\":2,\"maxContains\":3", "[1,\"a\",2]", true)]
    [InlineData("\"contains\":{\"type\":\"integer\"},\"minContains\":2,\"maxContains\":3", "[1,2,3,4]", false)]
    [InlineData("\"contains\":{\"type\":\"integer\"},\"minContains\":0", "[]", true)]
    [InlineData("\"minContains\":5", "[]", true)]
    [InlineData("\"anyOf\":[{\"items\":[true,true]},{\"items\":[true]}],\"unevaluatedItems\":false", "[1,2]", true)]
    [InlineData("\"prefixItems\":[{\"type\":\"null\"}]", "[1]", true)]
    [InlineData("\"$dynamicRef\":\"#none\"", "[1]", true)]
    public void Arrays_follow_the_keywords_of_the_draft(string keywords, string data, bool isValid) =>
        Assert.Equal(isValid, Schemas.Compile($"{{{Head},{keywords}}}").IsValid(data));

    [Theory]
    [InlineData("\"dependentRequired\":{\"a\":[\"b\"]}", """{"a":1}""", false)]
    [InlineData("\"dependentSchemas\":{\"a\":{\"required\":[\"b\"]}}", """{"a":1,"b":2}""", true)]
    [InlineData("\"$ref\":\"#/$defs/o\",\"required\":[\"b\"],\"$defs\":{\"o\":{\"type\":\"object\"}}", """{"a":1}""", false)]
    [InlineData("\"$ref\":\"#o\",\"$defs\":{\"o\":{\"$anchor\":\"o\",\"required\":[\"b\"]}}", """{"a":1}""", false)]
    [InlineData("\"if\":{\"properties\":{\"a\":{\"const\":1}}},\"unevaluatedProperties\":false", """{"a":1}""", true)]
    [InlineData("\"if\":{\"properties\":{\"a\":{\"const\":1}}},\"unevaluatedProperties\":false", """{"a":2}""", false)]
    [InlineData("\"not\":{\"not\":{\"properties\":{\"a\":true}}},\"unevaluatedProperties\":false", """{"a":2}""", false)]
    [InlineData("\"dependentSchemas\":{\"a\":{\"properties\":{\"a\":true}}},\"unevaluatedProperties\":false", """{"a":2}""", true)]
    [InlineData("\"allOf\":[{\"unevaluatedProperties\":true}],\"unevaluatedProperties\":false", """{"a":2}""", true)]
    [InlineData("\"allOf\":[{\"unevaluatedProperties\":false},{\"properties\":{\"a\":true}}]", """{"a":2}""", false)]
    [InlineData("\"oneOf\":[{\"properties\":{\"a\":true},\"required\":[\"a\"]},{\"properties\":{\"b\":true},\"required\":[\"b\"]}],\"unevaluatedProperties\":false",
        """{"b":2,"a":1}""", false)]
    [InlineData("\"oneOf\":[{\"properties\":{\"a\":true},\"required\":[\"a\"]},{\"properties\":{\"b\":true},\"required\":[\"b\"]}],\"unevaluatedProperties\":false",
        """{"b":2}""", true)]
    public void Objects_follow_the_keywords_of_the_draft(string keywords, string data, bool isValid) =>
        Assert.Equal(isValid, Schemas.Compile($"{{{Head},{keywords}}}").IsValid(data));
}
