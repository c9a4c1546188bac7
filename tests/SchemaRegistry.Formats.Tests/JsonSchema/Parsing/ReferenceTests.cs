using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Validation;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Parsing;

public sealed class ReferenceTests
{
    private const string Text = """{"definitions":{"x":{"type":"integer"}},"type":"string"}""";

    [Theory]
    [InlineData("""{"$ref":"part.json"}""", "part.json")]
    [InlineData("""{"$ref":"./part.json"}""", "part.json")]
    [InlineData("""{"$id":"http://example.com/dir/root.json","items":{"$ref":"part.json"}}""", "part.json")]
    [InlineData("""{"$id":"http://example.com/dir/root.json","items":{"$ref":"part.json"}}""", "http://example.com/dir/part.json")]
    [InlineData("""{"$ref":"urn:example:part"}""", "urn:example:part")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"https://example.com/part#/$defs/x"}""",
        "https://example.com/part")]
    public void A_reference_is_found_by_its_registered_name(string root, string name)
    {
        var schema = Schemas.Parse(root, Schemas.With((name, Text)));

        Assert.NotNull(JsonValidator.Compile(schema, JsonValidatorOptions.Default, out _));
    }

    [Fact]
    public void A_reference_is_found_by_its_own_identifier()
    {
        var references = Schemas.With(("whatever", """{"$id":"http://example.com/x.json","type":"integer"}"""));

        var validator = Schemas.Compile("""{"$ref":"http://example.com/x.json"}""", references);

        Assert.True(validator.IsValid("1"));
        Assert.False(validator.IsValid("\"1\""));
    }

    [Fact]
    public void References_refer_to_each_other_by_name()
    {
        var references = Schemas.With(
            ("b.json", """{"type":"integer"}"""), ("a.json", """{"items":{"$ref":"b.json"}}"""));

        var validator = Schemas.Compile("""{"$ref":"a.json"}""", references);

        Assert.True(validator.IsValid("[1]"));
        Assert.False(validator.IsValid("[true]"));
    }

    [Fact]
    public void The_top_level_definitions_are_visible_as_defs_and_not_the_other_way_round()
    {
        var validator = Schemas.Compile("""{"items":{"$ref":"#/$defs/x"},"definitions":{"x":{"type":"integer"}}}""");

        Assert.False(validator.IsValid("[true]"));
        Assert.Single(Schemas.Refuse("""{"items":{"$ref":"#/definitions/x"},"$defs":{"x":{"type":"integer"}}}"""));
    }

    [Theory]
    [InlineData("http://json-schema.org/draft-04/schema#")]
    [InlineData("http://json-schema.org/draft-06/schema#")]
    [InlineData("http://json-schema.org/draft-07/schema#")]
    [InlineData("https://json-schema.org/draft-07/schema")]
    [InlineData("https://json-schema.org/draft/2019-09/schema")]
    [InlineData("https://json-schema.org/draft/2020-12/schema")]
    public void The_meta_schema_of_each_draft_is_there_and_accepts_schemas(string uri)
    {
        var validator = Schemas.Compile($$"""{"$ref":"{{uri}}"}""");

        Assert.True(validator.IsValid("""{"type":["string","null"],"properties":{"a":{"minLength":1}}}"""));
        Assert.False(validator.IsValid("""{"properties":{"a":{"minLength":-1}}}"""));
        Assert.False(validator.IsValid("""{"not":{"type":"strnig"}}"""));
        Assert.False(validator.IsValid("5"));
    }

    [Theory]
    [InlineData("{}", SchemaDraft.Draft7)]
    [InlineData("true", SchemaDraft.Draft7)]
    [InlineData("""{"$schema":"http://example.com/unknown"}""", SchemaDraft.Draft7)]
    [InlineData("""{"$schema":"http://json-schema.org/draft-03/schema#"}""", SchemaDraft.Draft7)]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema#"}""", SchemaDraft.Draft4)]
    [InlineData("""{"$schema":"https://json-schema.org/draft-06/schema"}""", SchemaDraft.Draft6)]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema"}""", SchemaDraft.Draft7)]
    [InlineData("""{"$schema":"http://json-schema.org/draft/2019-09/schema#"}""", SchemaDraft.Draft201909)]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema"}""", SchemaDraft.Draft202012)]
    public void The_dialect_is_chosen_by_the_schema_keyword(string text, SchemaDraft draft) =>
        Assert.Equal(draft, Schemas.Parse(text).Dialect.Draft);

    [Fact]
    public void A_pointer_is_unescaped_in_the_order_of_the_specifications()
    {
        var validator = Schemas.Compile(
            """{"items":[{"$ref":"#/definitions/a~1b"},{"$ref":"#/definitions/c%25d"},{"$ref":"#/definitions/e~01f"}],"definitions":{"a/b":{"type":"null"},"c%d":{"type":"null"},"e~1f":{"type":"null"}}}""");

        Assert.True(validator.IsValid("[null,null,null]"));
        Assert.Equal(3, validator.Validate("[1,1,1]").Count);
    }
}
