using SchemaRegistry.Formats.JsonSchema.Validation;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Validation;

/// <summary>
/// A stored schema need not be one that would be registered today; it must not judge by half of itself.
/// </summary>
public sealed class CompileProblemTests
{
    [Theory]
    [InlineData("""{"additionalProperties":"no"}""", "/additionalProperties")]
    [InlineData("""{"properties":{"a":{"items":[5]}}}""", "/properties/a/items/0")]
    [InlineData("""{"properties":[]}""", "/properties")]
    [InlineData("""{"allOf":{}}""", "/allOf")]
    [InlineData("""{"minLength":"2"}""", "/minLength")]
    [InlineData("""{"items":{"$ref":"none.json"}}""", "/items/$ref")]
    [InlineData("""{"items":{"pattern":"("}}""", "/items/pattern")]
    [InlineData("""{"patternProperties":{"(":true}}""", "/patternProperties")]
    [InlineData("""{"$ref":"#"}""", "")]
    public void A_schema_that_can_not_judge_is_not_compiled(string text, string path)
    {
        var schema = Schemas.Parse(text, parsing: SchemaParsing.Stored);

        var validator = JsonValidator.Compile(schema, JsonValidatorOptions.Default, out var problems);

        Assert.Null(validator);
        Assert.Equal(path, Assert.Single(problems).Path);
    }

    [Fact]
    public void A_problem_in_a_reference_names_the_reference()
    {
        var references = Schemas.With(("part.json", """{"not":{"maxItems":-1}}"""));
        var schema = Schemas.Parse("""{"$ref":"part.json"}""", references);

        JsonValidator.Compile(schema, JsonValidatorOptions.Default, out var problems);

        var problem = Assert.Single(problems);
        Assert.Equal("/not/maxItems", problem.Path);
        Assert.StartsWith("In the reference part.json: ", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1001, 10)]
    [InlineData(128, 0)]
    public void Options_out_of_range_are_refused(int maxDepth, int maxErrors)
    {
        var options = new JsonValidatorOptions { MaxDepth = maxDepth, MaxErrors = maxErrors };

        Assert.Throws<ArgumentOutOfRangeException>(
            () => JsonValidator.Compile(Schemas.Parse("true"), options, out _));
    }
}
