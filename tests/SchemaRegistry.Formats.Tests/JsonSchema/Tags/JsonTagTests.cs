using SchemaRegistry.Formats.Tags;
using static SchemaRegistry.Formats.Tests.Tags.TagEdits;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Tags;

/// <summary>
/// Paths are those of Confluent's registry (the cases of its JsonSchemaTest, with texts of our own), or by hand.
/// </summary>
public sealed class JsonTagTests
{
    [Fact]
    public void A_property_and_an_object_get_their_tags_last() =>
        Assert.Equal(
            """{"type":"object","properties":{"id":{"type":"string","confluent:tags":["KEY"]}},"confluent:tags":["ROW"]}""",
            Edit(
                Schemas.Parse("""{"type":"object","properties":{"id":{"type":"string"}}}"""),
                Add(On("f:object.id", "KEY"), On("r:object", "ROW"))));

    [Theory]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"array","items":{"type":"object","properties":{"x":{@}}}}}}""",
        "f:object.a.array.object.x")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"array","items":{"type":"object","properties":{}@}}}}""",
        "r:object.a.array.object")]
    [InlineData(
        """{"type":"object","properties":{"a":{"allOf":[{"type":"string"},{"type":"object","properties":{"x":{@}}}]}}}""",
        "f:object.a.allof.0.object.x")]
    [InlineData(
        """{"type":"object","properties":{"a":{"not":{"type":"object","properties":{"x":{@}}}}}}""",
        "f:object.a.not.object.x")]
    [InlineData("""{"type":"object","properties":{"a":{"enum":["red","green"]@}}}""", "f:object.a")]
    [InlineData(
        """{"type":["null","object"],"properties":{"parent":{"$ref":"#"@}}}""", "f:anyof.1.object.parent")]
    [InlineData(
        """{"if":{"properties":{"c":{"const":1}}@},"then":{},"properties":{"c":{}},"type":"object"}""",
        "r:allof.0.conditional.if.object")]
    [InlineData(
        """{"if":{},"else":{"properties":{"code":{"pattern":"a"@}}},"properties":{"c":{}},"type":"object"}""",
        "f:allof.0.conditional.else.object.code")]
    [InlineData(
        """{"if":{},"then":{},"properties":{"c":{"enum":[1]@}},"type":"object"}""", "f:allof.1.object.c")]
    [InlineData(
        """{"type":"object","properties":{},"definitions":{"Card":{"type":"object","properties":{"no":{"oneOf":[{"type":"null"},{"type":"string"}]@}}}}}""",
        "f:object.definitions.Card.object.no")]
    [InlineData(
        """{"type":"object","properties":{},"definitions":{"My.Card":{"type":"object","properties":{"no.1":{@}}}}}""",
        "f:object.definitions.My.Card.object.no.1")]
    [InlineData(
        """{"oneOf":[{"type":"string"},{"type":"object","title":"b","properties":{"x":{@}}},{"type":"object","title":"a"}]}""",
        "f:oneof.1.object.x")]
    public void A_path_finds_its_entity_and_the_entity_its_path(string text, string path)
    {
        var schema = Schemas.Parse(text.Replace(",@", "", StringComparison.Ordinal).Replace("@", "", StringComparison.Ordinal));
        var isAlone = text.Contains("{@", StringComparison.Ordinal);
        var expected = text.Replace("@", $"{(isAlone ? "" : ",")}\"confluent:tags\":[\"PII\"]", StringComparison.Ordinal);

        var edited = Edit(schema, Add(On(path, "PII")));

        Assert.Equal(expected, edited);
        Assert.Equal([$"{path} PII"], Show(Schemas.Parse(edited)));
        Assert.Equal(schema.CanonicalText, Edit(Schemas.Parse(edited), Remove(On(path, "PII"))));
    }

    [Fact]
    public void Defs_of_the_newer_drafts_are_found() =>
        Assert.Equal(
            ["f:object.$defs.Card.object.no PII"],
            Show(Schemas.Parse("""
                {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{},
                 "$defs":{"Card":{"type":"object","properties":{"no":{"type":"string","confluent:tags":["PII"]}}}}}
                """)));

    [Fact]
    public void Tags_of_an_object_that_is_a_property_are_the_property_s() =>
        Assert.Equal(
            ["f:object.a PII"],
            Show(Schemas.Parse("""
                {"type":"object","properties":{"a":{"type":"object","properties":{},"confluent:tags":["PII"]}}}
                """)));

    [Theory]
    [InlineData("f:object")]
    [InlineData("f:object.none")]
    [InlineData("f:object.flag")]
    [InlineData("f:array.object.id")]
    [InlineData("f:oneof.x.object.id")]
    [InlineData("f:object.id.object.more")]
    [InlineData("r:record")]
    [InlineData("r:")]
    public void An_unknown_path_is_refused_with_the_path(string entity) =>
        Assert.Equal(
            $"No matching path '{entity[2..]}' found in the schema",
            Refuse(
                Schemas.Parse("""{"type":"object","properties":{"id":{"type":"string"},"flag":true}}"""),
                Add(On(entity, "A"))));

    [Fact]
    public void A_tag_that_is_there_is_not_added_again() =>
        Assert.Equal(
            """{"confluent:tags":["A","B"],"type":"object"}""",
            Edit(
                Schemas.Parse("""{"confluent:tags":["A"],"type":"object"}"""),
                Add(On("r:object", "A", "B"))));

    [Fact]
    public void Paths_beyond_the_bound_are_left_out()
    {
        var name = new string('n', 1024 * 1024);
        var properties = string.Join(',', Enumerable.Range(0, 20).Select(index =>
            $"\"p{index}\":{{\"confluent:tags\":[\"A\"]}}"));
        var schema = Schemas.Parse(
            "{\"type\":\"object\",\"properties\":{\"" + name + "\":{\"type\":\"object\",\"properties\":{"
            + properties + "}}}}");

        var found = schema.FindTags();

        Assert.InRange(found.Sum(tags => tags.Entity.Path.Length), 1, FormatLimits.MaxTagCharacters);
        Assert.Equal(15, found.Count);
    }

    [Fact]
    public void The_deepest_text_is_walked()
    {
        const int Levels = 330;
        var text = string.Concat(Enumerable.Repeat("""{"type":"object","properties":{"a":""", Levels))
            + """{"confluent:tags":["A"]}""" + string.Concat(Enumerable.Repeat("}}", Levels));
        var path = string.Join('.', Enumerable.Repeat("object.a", Levels));

        var schema = Schemas.Parse(text, parsing: SchemaParsing.Stored);

        Assert.Equal([$"f:{path} A"], Show(schema));
        Assert.Equal(["A", "B"], Schemas.Parse(Edit(schema, Add(On($"f:{path}", "B"))), parsing: SchemaParsing.Stored)
            .FindTags()[0].Tags);
    }
}
