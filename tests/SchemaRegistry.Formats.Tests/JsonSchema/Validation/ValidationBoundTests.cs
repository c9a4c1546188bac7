using System.Text;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Validation;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Validation;

public sealed class ValidationBoundTests
{
    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_datum_nests_as_deep_as_the_options_allow(int depth, bool isValid)
    {
        var text = new string('[', depth) + new string(']', depth);

        Assert.Equal(isValid, Schemas.Compile("""{"items":{"$ref":"#"}}""").IsValid(text));
    }

    [Fact]
    public void A_datum_is_bounded_in_bytes()
    {
        var error = Assert.Single(Schemas.Compile("true").Validate(new byte[JsonSchemaLimits.MaxDataBytes + 1]));

        Assert.Contains("134217728 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_deepest_datum_goes_through_references_at_every_level()
    {
        var validator = Schemas.Compile(
            """{"allOf":[{"$ref":"#/definitions/a"}],"definitions":{"a":{"allOf":[{"items":{"$ref":"#"}}]}}}""",
            options: new JsonValidatorOptions { MaxDepth = 1000 });

        Assert.True(validator.IsValid(new string('[', 1000) + new string(']', 1000)));
    }

    [Fact]
    public void Work_that_doubles_with_each_level_is_stopped()
    {
        var levels = Enumerable.Range(0, 60).Select(
            level => $"\"d{level}\":{{\"anyOf\":[{{\"$ref\":\"#/definitions/d{level + 1}\"}},{{\"$ref\":\"#/definitions/d{level + 1}\"}}]}}");
        var validator = Schemas.Compile(
            $"{{\"items\":{{\"$ref\":\"#/definitions/d0\"}},\"definitions\":{{{string.Join(',', levels)},\"d60\":false}}}}");

        var error = Assert.Single(validator.Validate("[1]"));

        Assert.Contains("more work than is allowed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_chain_of_schemas_in_place_is_stopped_before_the_stack_is()
    {
        var chain = Enumerable.Range(0, 20_000).Select(
            index => $"\"d{index}\":{{\"type\":\"object\",\"allOf\":[{{\"$ref\":\"#/definitions/d{index + 1}\"}}]}}");
        var validator = Schemas.Compile(
            $"{{\"items\":{{\"$ref\":\"#/definitions/d0\"}},\"definitions\":{{{string.Join(',', chain)},\"d20000\":{{}}}}}}");

        var error = Assert.Single(validator.Validate("[{}]"));

        Assert.Contains("levels deep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dynamic_reference_that_leads_back_in_place_is_stopped()
    {
        var validator = Schemas.Compile(
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "http://example.com/root",
              "$dynamicAnchor": "x", "$ref": "inner",
              "$defs": { "inner": { "$id": "inner", "allOf": [{ "$dynamicRef": "#x" }],
                "$defs": { "x": { "$dynamicAnchor": "x" } } } }
            }
            """);

        var error = Assert.Single(validator.Validate("1"));

        Assert.Contains("stopped", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_that_backtracks_for_ever_is_stopped()
    {
        var validator = Schemas.Compile("""{"pattern":"^(?=x)(x+x+)+y$"}""");

        var error = Assert.Single(validator.Validate($"\"{new string('x', 60)}\""));

        Assert.Contains("regular expression", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_items_are_compared_in_bounded_time()
    {
        var validator = Schemas.Compile("""{"uniqueItems":true}""");
        var items = string.Join(',', Enumerable.Range(0, 100_000).Select(index => $"{{\"a\":{index},\"b\":\"x\"}}"));

        Assert.True(validator.IsValid($"[{items}]"));
        Assert.False(validator.IsValid($"[{items},{{\"b\":\"x\",\"a\":5.0e1}}]"));
    }

    [Fact]
    public void Numbers_of_a_hundred_thousand_digits_are_compared()
    {
        var validator = Schemas.Compile("""{"minimum":1e99999,"multipleOf":7}""");

        Assert.True(validator.IsValid("7" + new string('0', 100_000)));
        Assert.False(validator.IsValid("8" + new string('0', 100_000)));
        Assert.False(validator.IsValid("7e-99999999999999999999"));
        Assert.True(validator.IsValid("7e99999999999999999999"));
    }

    /// <summary>More than 64 names, so that their presence does not fit a register.</summary>
    [Fact]
    public void Two_hundred_required_names_are_each_missed()
    {
        string[] names = [.. Enumerable.Range(0, 200).Select(index => $"name{index}")];
        var validator = Schemas.Compile(
            $"{{\"required\":[{string.Join(',', names.Select(name => $"\"{name}\""))}],\"dependencies\":{{\"x\":[\"name199\",\"y\"]}}}}",
            options: new JsonValidatorOptions { MaxErrors = 300 });
        var all = string.Join(',', names.Select(name => $"\"{name}\":1"));

        Assert.True(validator.IsValid($"{{{all}}}"));
        Assert.Single(validator.Validate($"{{{all.Replace("\"name150\":1,", "", StringComparison.Ordinal)}}}"));
        Assert.Single(validator.Validate($"{{{all},\"x\":1}}"));
        Assert.Equal(200, validator.Validate("{}").Count);
    }

    [Theory]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"anyOf":[{"minLength":5},{"maxLength":3}]}}}""", """{"a":"ab"}""")]
    [InlineData("""{"uniqueItems":true,"items":{"type":"integer"}}""", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]")]
    [InlineData("""{"enum":[{"a":[1,2]},"x"]}""", """{"a":[1.0,2]}""")]
    [InlineData("""{"pattern":"^(a|b)+$","format":"email"}""", "\"abab\"")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}""", """{"a":1}""")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"https://json-schema.org/draft/2020-12/schema"}""", """{"type":"object"}""")]
    [InlineData("""{"minimum":0.1,"multipleOf":0.01}""", "12345678901234567890.12")]
    [InlineData("""{"patternProperties":{"^\\u0061":{"type":"null"}}}""", """{"\u0061b":null}""")]
    public void What_is_valid_costs_no_allocation(string schema, string data)
    {
        var validator = Schemas.Compile(schema);
        var utf8 = Encoding.UTF8.GetBytes(data);
        for (var warm = 0; warm < 100; warm++)
            Assert.True(validator.IsValid(utf8));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < 1000; run++)
            validator.IsValid(utf8);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The runtime may allocate now and then for its own ends; a validation that did would show a thousandfold.
        Assert.InRange(allocated, 0, 8_000);
    }
}
