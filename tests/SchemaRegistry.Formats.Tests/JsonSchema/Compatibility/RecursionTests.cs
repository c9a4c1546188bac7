using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

public sealed class RecursionTests
{
    [Fact]
    public void A_schema_that_contains_itself_is_compatible_with_itself()
    {
        const string Tree =
            """{"properties":{"value":{"type":"integer"},"left":{"$ref":"#"},"right":{"anyOf":[{"$ref":"#"},{"type":"null"}]}}}""";

        Assert.Empty(Schemas.Differences(Tree, Tree));
    }

    [Fact]
    public void A_circle_is_reported_once()
    {
        const string Tree = """{"properties":{"value":{"type":"TYPE"},"left":{"$ref":"#"},"right":{"$ref":"#"}}}""";

        Assert.Equal(
            ["TYPE_CHANGED at #/properties/value"],
            Schemas.Differences(Tree.Replace("TYPE", "integer"), Tree.Replace("TYPE", "string")));
    }

    [Fact]
    public void A_shared_definition_is_reported_at_each_use()
    {
        const string Text =
            """{"properties":{"home":{"$ref":"#/definitions/A"},"work":{"$ref":"#/definitions/A"}},"definitions":{"A":{"maxLength":LENGTH}}}""";

        Assert.Equal(
            ["MAX_LENGTH_DECREASED at #/properties/home/maxLength", "MAX_LENGTH_DECREASED at #/properties/work/maxLength"],
            Schemas.Differences(Text.Replace("LENGTH", "9"), Text.Replace("LENGTH", "8")));
    }

    /// <summary>
    /// The tree is one of its own alternatives, so its verdict is needed to give it. Assumed compatible, all
    /// alternatives can be matched; the leaf's difference takes that away, and with it the tree's.
    /// </summary>
    [Fact]
    public void A_circle_through_alternatives_can_not_hide_a_difference()
    {
        const string Tree =
            """
            {"$ref":"#/definitions/Tree","definitions":{
              "Tree":{"oneOf":[{"$ref":"#/definitions/Pair"},{"$ref":"#/definitions/Leaf"}]},
              "Pair":{"properties":{"left":{"$ref":"#/definitions/Tree"}},"required":["left"]},
              "Leaf":{"properties":{"value":{"type":"TYPE"}}}}}
            """;

        Assert.Equal(
            ["COMBINED_TYPE_SUBSCHEMAS_CHANGED at #/"],
            Schemas.Differences(Tree.Replace("TYPE", "integer"), Tree.Replace("TYPE", "boolean")));
        Assert.Equal(
            ["TYPE_EXTENDED at #/oneOf/1/properties/value"],
            Schemas.Differences(Tree.Replace("TYPE", "integer"), Tree.Replace("TYPE", "number")));
    }

    /// <summary>Of the two alternatives the first would do if the circle were taken for granted.</summary>
    [Fact]
    public void The_first_alternative_that_fits_is_chosen_after_the_circle_is_known()
    {
        const string Original =
            """{"properties":{"next":{"$ref":"#"},"value":{"type":"integer"}}}""";
        const string Update =
            """
            {"anyOf":[
              {"properties":{"next":{"$ref":"#/anyOf/0"},"value":{"type":"string"}}},
              {"properties":{"next":{"$ref":"#"},"value":{"type":"number"}}}]}
            """;

        Assert.Equal(
            ["SUM_TYPE_EXTENDED at #/", "TYPE_EXTENDED at #/properties/value"], Schemas.Differences(Original, Update));
    }

    [Fact]
    public void References_to_references_are_followed_to_the_end()
    {
        const string Text =
            """{"$ref":"#/definitions/A","definitions":{"A":{"$ref":"#/definitions/B"},"B":{"$ref":"#/definitions/C"},"C":{"type":"TYPE"}}}""";

        Assert.Equal(
            ["TYPE_CHANGED at #/"], Schemas.Differences(Text.Replace("TYPE", "string"), Text.Replace("TYPE", "null")));
        Assert.Empty(Schemas.Differences(Text.Replace("TYPE", "string"), """{"type":"string"}"""));
    }

    [Fact]
    public void References_that_only_lead_to_each_other_mean_nothing()
    {
        const string Loop = """{"$ref":"#/definitions/A","definitions":{"A":{"$ref":"#/definitions/B"},"B":{"$ref":"#/definitions/A"}}}""";

        Assert.Empty(Schemas.Find(Loop, Loop));
        Assert.Equal("TYPE_CHANGED", Assert.Single(Schemas.Find(Loop, """{"type":"string"}""")).Rule);
    }

    /// <summary>Where nothing but the circle speaks about a pair, nothing speaks against it.</summary>
    [Theory]
    [InlineData("""{"allOf":[{"$ref":"#"}]}""", true)]
    [InlineData("""{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}""", true)]
    [InlineData("""{"not":{"$ref":"#"}}""", false)]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"#","maxLength":3}""", false)]
    public void A_schema_that_is_a_part_of_itself_is_compared_to_an_end(string loop, bool takesObjects)
    {
        Assert.Empty(Schemas.Find(loop, loop));
        Assert.Equal(takesObjects, Schemas.Find("""{"type":"object"}""", loop).Count == 0);
    }
}
