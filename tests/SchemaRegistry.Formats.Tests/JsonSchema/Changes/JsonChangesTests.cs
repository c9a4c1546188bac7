using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.Tests.Changes;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Changes;

/// <summary>Expectations by hand; the rules are those of the compatibility reference.</summary>
public sealed class JsonChangesTests
{
    [Fact]
    public void Equal_schemas_have_no_changes_whatever_the_order_of_keys() =>
        Assert.Empty(Show("""{"type":"string","maxLength":3}""", """{ "maxLength": 3, "type": "string" }"""));

    [Fact]
    public void A_bound_is_told_with_its_values_and_what_it_breaks() =>
        Assert.Equal(
            ["MAXIMUM_DECREASED #/maximum 10→5 B:MAXIMUM_DECREASED"],
            Show("""{"type":"number","maximum":10}""", """{"type":"number","maximum":5}"""));

    [Fact]
    public void What_is_fine_backward_may_break_forward() =>
        Assert.Equal(
            ["MAXIMUM_INCREASED #/maximum 5→10 F:MAXIMUM_DECREASED"],
            Show("""{"type":"number","maximum":5}""", """{"type":"number","maximum":10}"""));

    [Fact]
    public void An_added_property_has_no_old_side() =>
        Assert.Equal(
            [
                "OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL -|#/properties/b ∅→{\"type\":\"string\"} "
                    + "B:OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL",
            ],
            Show(
                """{"type":"object","properties":{"a":{}}}""",
                """{"type":"object","properties":{"a":{},"b":{"type":"string"}}}"""));

    [Fact]
    public void A_removed_property_has_no_new_side() =>
        Assert.Equal(
            [
                "PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL #/properties/b|- {\"type\":\"string\"}→∅ "
                    + "F:OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL",
            ],
            Show(
                """{"type":"object","properties":{"a":{},"b":{"type":"string"}}}""",
                """{"type":"object","properties":{"a":{}}}"""));

    [Fact]
    public void Documentation_is_told_and_breaks_nothing() =>
        Assert.Equal(
            [
                "TITLE_CHANGED #/title A→B",
                "DESCRIPTION_CHANGED #/properties/x/description ∅→new",
                "DEFAULT_CHANGED #/properties/x/default 1→∅",
            ],
            Show(
                """{"type":"object","title":"A","properties":{"x":{"type":"integer","default":1}}}""",
                """{"type":"object","title":"B","properties":{"x":{"type":"integer","description":"new"}}}"""));

    [Fact]
    public void Keywords_that_no_rule_looks_at_are_told() =>
        Assert.Equal(
            [
                "KEYWORD_CHANGED #/properties/a/format date→time",
                "KEYWORD_REMOVED #/properties/a/confluent:tags|- [\"A\"]→∅",
                "KEYWORD_ADDED -|#/properties/a/readOnly ∅→true",
                "DIALECT_CHANGED #/$schema http://json-schema.org/draft-06/schema#→http://json-schema.org/draft-07/schema#",
            ],
            Show(
                """
                {"type":"object","properties":{"a":{"type":"string","format":"date","confluent:tags":["A"]}},
                 "$schema":"http://json-schema.org/draft-06/schema#"}
                """,
                """
                {"$schema":"http://json-schema.org/draft-07/schema#","type":"object",
                 "properties":{"a":{"type":"string","format":"time","readOnly":true}}}
                """));

    [Fact]
    public void Schemas_that_the_rules_do_not_enter_are_compared_whole() =>
        Assert.Equal(
            [
                "KEYWORD_CHANGED #/if/maximum 1→2",
                "KEYWORD_ADDED -|#/patternProperties/^y ∅→{}",
                "DEFINITION_REMOVED #/definitions/d|- {}→∅",
            ],
            Show(
                """{"if":{"maximum":1},"patternProperties":{"^x":{}},"definitions":{"d":{}}}""",
                """{"if":{"maximum":2},"patternProperties":{"^x":{},"^y":{}},"definitions":{}}"""));

    [Fact]
    public void A_change_behind_a_reference_is_told_where_it_is_used() =>
        Assert.Contains(
            "MAX_LENGTH_REMOVED #/properties/a/maxLength|- 3→∅ F:MAX_LENGTH_ADDED",
            Show(
                """{"properties":{"a":{"$ref":"#/definitions/d"}},"definitions":{"d":{"type":"string","maxLength":3}}}""",
                """{"properties":{"a":{"$ref":"#/definitions/d"}},"definitions":{"d":{"type":"string"}}}"""));

    [Fact]
    public void Another_type_breaks_both_ways() =>
        Assert.Equal(
            ["TYPE_CHANGED #/ {\"type\":\"string\"}→{\"type\":\"number\"} B:TYPE_CHANGED F:TYPE_CHANGED"],
            Show("""{"type":"string"}""", """{"type":"number"}"""));

    private static IEnumerable<string> Show(string old, string updated) =>
        Diffs.Show(Diffs.Compare(Schemas.Parse(old), Schemas.Parse(updated)));
}
