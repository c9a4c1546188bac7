using SchemaRegistry.Formats.JsonSchema.Validation;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Validation;

/// <summary>Pointers were written down by hand from the schemas and data.</summary>
public sealed class DataErrorTests
{
    [Fact]
    public void Every_error_has_its_place_in_the_datum_and_in_the_schema()
    {
        var validator = Schemas.Compile(
            """
            {
              "required": ["id", "at"],
              "properties": {
                "id": { "type": "integer", "minimum": 1 },
                "tags": { "items": { "$ref": "#/definitions/tag" }, "uniqueItems": true },
                "a/b~c": { "const": 1 },
                "none": false
              },
              "additionalProperties": { "type": "string" },
              "definitions": { "tag": { "type": "string", "maxLength": 3, "pattern": "^[a-z]+$" } }
            }
            """);

        var errors = validator.Validate("""{"id":0,"tags":["abcd","X","X",5],"a/b~c":2,"none":1,"x":[]}""");

        (string, string?)[] places = [.. errors.Select(error => (error.InstancePath, error.SchemaPath))];
        Assert.Equal(
            [
                ("/id", "#/properties/id/minimum"),
                ("/tags/0", "#/definitions/tag/maxLength"),
                ("/tags/1", "#/definitions/tag/pattern"),
                ("/tags/2", "#/definitions/tag/pattern"),
                ("/tags/3", "#/definitions/tag/type"),
                ("/tags", "#/properties/tags/uniqueItems"),
                ("/a~1b~0c", "#/properties/a~1b~0c/const"),
                ("/none", "#/properties/none"),
                ("/x", "#/additionalProperties/type"),
                ("", "#/required"),
            ],
            places);
        Assert.Equal("0 is below the minimum 1", errors[0].Message);
        Assert.Equal("The type has to be \"string\", not integer", errors[4].Message);
        Assert.Equal("The member 'at' is missing", errors[9].Message);
    }

    [Fact]
    public void An_error_in_a_reference_names_the_reference()
    {
        var references = Schemas.With(("part.json", """{"definitions":{"x":{"minimum":2}}}"""));
        var validator = Schemas.Compile("""{"items":{"$ref":"part.json#/definitions/x"}}""", references);

        var error = Assert.Single(validator.Validate("[1]"));

        Assert.Equal(("/0", "part.json#/definitions/x/minimum"), (error.InstancePath, error.SchemaPath));
    }

    [Fact]
    public void The_only_branch_for_a_type_explains_itself()
    {
        var validator = Schemas.Compile(
            """{"anyOf":[{"type":"null"},{"type":"object","properties":{"a":{"maximum":1}}}]}""");

        var errors = validator.Validate("""{"a":2}""");

        Assert.Equal(["#/anyOf", "#/anyOf/1/properties/a/maximum"], errors.Select(error => error.SchemaPath));
    }

    [Theory]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "3", "#/oneOf")]
    [InlineData("""{"not":{}}""", "3", "#/not")]
    [InlineData("""{"if":{"minimum":1},"then":{"maximum":2}}""", "3", "#/then/maximum")]
    [InlineData("""{"if":{"minimum":4},"else":{"maximum":2}}""", "3", "#/else/maximum")]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"ab":1}""", "#/propertyNames/maxLength")]
    [InlineData("""{"dependencies":{"a":["b"]}}""", """{"a":1}""", "#/dependencies")]
    [InlineData("""{"dependencies":{"a":{"minProperties":2}}}""", """{"a":1}""", "#/dependencies/a/minProperties")]
    [InlineData("""{"patternProperties":{"^a":{"type":"null"}}}""", """{"ab":1}""", "#/patternProperties/^a/type")]
    [InlineData("""{"contains":{"type":"null"}}""", "[1]", "#/contains")]
    [InlineData("""{"multipleOf":0.1}""", "0.25", "#/multipleOf")]
    [InlineData("false", "0", "#")]
    public void One_fault_is_one_error(string schema, string data, string path) =>
        Assert.Equal(path, Assert.Single(Schemas.Compile(schema).Validate(data)).SchemaPath);

    [Fact]
    public void Strings_of_the_datum_are_not_quoted()
    {
        var validator = Schemas.Compile("""{"properties":{"card":{"pattern":"^[0-9]+$","maxLength":3,"enum":["1"]}}}""");

        var errors = validator.Validate("""{"card":"4111-secret"}""");

        Assert.Equal(3, errors.Count);
        Assert.DoesNotContain(errors, error => error.Message.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Errors_are_bounded_in_number()
    {
        var validator = Schemas.Compile(
            """{"items":{"type":"string"}}""", options: new JsonValidatorOptions { MaxErrors = 7 });

        Assert.Equal(7, validator.Validate($"[{string.Join(',', Enumerable.Repeat("1", 1000))}]").Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{\"a\":1,}")]
    [InlineData("[1] 2")]
    [InlineData("01")]
    [InlineData("\"\t\"")]
    [InlineData("NaN")]
    public void A_text_that_is_no_json_is_refused_as_such(string text)
    {
        var error = Assert.Single(Schemas.Compile("true").Validate(text));

        Assert.StartsWith("Invalid JSON", error.Message, StringComparison.Ordinal);
        Assert.Null(error.SchemaPath);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused() =>
        Assert.Contains("UTF-8", Assert.Single(Schemas.Compile("true").Validate([0x22, 0xFF, 0x22])).Message, StringComparison.Ordinal);
}
