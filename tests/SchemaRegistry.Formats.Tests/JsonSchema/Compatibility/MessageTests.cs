using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

/// <summary>The wording is that of the compatibility rules, section 5.10.</summary>
public sealed class MessageTests
{
    private const string A = """{"properties":{"a":{}}}""";

    [Theory]
    [InlineData(
        """{"type":"string"}""",
        """{"type":"string","maxLength":3}""",
        """{errorType:"MAX_LENGTH_ADDED", description:"The keyword at path '#/maxLength' in the new schema is not present in the old schema'}""")]
    [InlineData(
        """{"additionalProperties":true}""",
        """{"additionalProperties":false}""",
        """{errorType:"ADDITIONAL_PROPERTIES_REMOVED", description:"The keyword at path '#/additionalProperties' in the new schema is not present in the old schema'}""")]
    [InlineData(
        """{"multipleOf":2}""",
        """{"multipleOf":4}""",
        """{errorType:"MULTIPLE_OF_EXPANDED", description:"The value at path '#/multipleOf' in the new schema is more than its value in the old schema'}""")]
    [InlineData(
        """{"maximum":2}""",
        """{"maximum":1}""",
        """{errorType:"MAXIMUM_DECREASED", description:"The value at path '#/maximum' in the new schema is less than its value in the old schema'}""")]
    [InlineData(
        """{"pattern":"a"}""",
        """{"pattern":"b"}""",
        """{errorType:"PATTERN_CHANGED", description:"The value at path '#/pattern' is different between the new and old schema'}""")]
    [InlineData(
        """{"enum":[1,2]}""",
        """{"enum":[1]}""",
        """{errorType:"ENUM_ARRAY_NARROWED", description:"An array or combined type at path '#/enum' has fewer elements in the new schema than the old schema'}""")]
    [InlineData(
        """{"not":{"type":"integer"}}""",
        """{"not":{"type":"number"}}""",
        """{errorType:"NOT_TYPE_EXTENDED", description:"An array or combined type at path '#/not' has more elements in the new schema than the old schema'}""")]
    [InlineData(
        """{"type":"string"}""",
        """{"type":"null"}""",
        """{errorType:"TYPE_CHANGED", description:"A type at path '#/' is different between the new schema and the old schema'}""")]
    [InlineData(
        A,
        """{"properties":{"a":{},"50%":{"type":"null"}}}""",
        """{errorType:"OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL", description:"The new schema has an open content model and has a property or item at path '#/properties/50%' which is missing in the old schema'}""")]
    [InlineData(
        """{"additionalProperties":false}""",
        """{"properties":{"b":{"type":"null"}},"required":["b"],"additionalProperties":false}""",
        """{errorType:"REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL", description:"The new schema has an unopen content model and has a required property at path '#/properties/b' which is missing in the old schema'}""")]
    [InlineData(
        """{"properties":{"b":{"type":"null"}},"additionalProperties":false}""",
        """{"additionalProperties":false}""",
        """{errorType:"PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL", description:"The new has a closed content model and is missing a property or item present at path '#/properties/b' in the old schema'}""")]
    [InlineData(
        """{"items":{}}""",
        """{"items":{},"minItems":1}""",
        """{errorType:"MIN_ITEMS_ADDED", description:"The keyword at path '#/minItems' in the new schema is not present in the old schema'}""")]
    [InlineData(
        """{"type":"array"}""",
        """{"items":{}}""",
        """{errorType:"SCHEMA_ADDED", description:"'}""")]
    public void An_incompatibility_is_told_in_the_words_of_the_API(string original, string update, string message)
    {
        var found = Assert.Single(Schemas.Find(original, update));

        Assert.Equal(message, found.ToMessage("new", "old"));
    }

    [Fact]
    public void What_is_not_covered_is_told_together_with_the_reason()
    {
        var removed = Schemas.Find(
            """{"properties":{"b":{"type":"null"}},"additionalProperties":{"type":"string"}}""",
            """{"additionalProperties":{"type":"string"}}""");
        var added = Schemas.Find(
            """{"additionalProperties":{"type":"string"}}""",
            """{"properties":{"b":{"type":"null"}},"additionalProperties":{"type":"string"}}""");

        Assert.Equal(
            [
                """{errorType:"PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL", description:"A property or item is missing in the new schema but present at path '#/properties/b' in the old schema and is not covered by its partially open content model'}""",
                """{errorType:"TYPE_CHANGED", description:"A type at path '#/properties/b' is different between the new schema and the old schema'}""",
            ],
            removed.Select(found => found.ToMessage("new", "old")));
        Assert.Equal(
            """{errorType:"PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL", description:"The new schema has a property or item at path '#/properties/b' which is missing in the old schema and is not covered by its partially open content model'}""",
            added[0].ToMessage("new", "old"));
    }

    [Fact]
    public void Forward_swaps_the_names_and_a_version_is_quoted_after_the_reasons()
    {
        var report = CompatibilityCheck.Run(
            JsonSchemaRules.Instance,
            Schemas.Parse("true"),
            [new EarlierVersion(7, Schemas.Parse("""{ "type": "null" }"""))],
            new CompatibilityRule(CompatibilityLevel.Forward));

        Assert.Equal(
            [
                """{errorType:"TYPE_CHANGED", description:"A type at path '#/' is different between the old schema and the new schema'}""",
                "{oldSchemaVersion: 7}",
                """{oldSchema: '{"type":"null"}'}""",
                "{validateFields: 'false', compatibility: 'FORWARD'}",
            ],
            report.Messages);
    }

    [Fact]
    public void A_reference_that_leads_nowhere_is_the_only_message()
    {
        var found = Assert.Single(Schemas.Find(
            """{"properties":{"a":{"$ref":"https://example.com/gone.json"},"b":{"type":"null"}}}""",
            """{"properties":{"a":{},"b":{"type":"string"}}}"""));

        Assert.Equal(
            "A previous schema version contains an unsupported external reference", found.ToMessage("new", "old"));
    }
}
