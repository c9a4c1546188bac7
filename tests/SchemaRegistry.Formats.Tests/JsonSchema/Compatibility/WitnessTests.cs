using System.Text;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Compatibility;
using SchemaRegistry.Formats.JsonSchema.Validation;

namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility;

public sealed class WitnessTests
{
    /// <summary>
    /// How many findings of the reference table have no witness, by rule, and why: the rule is stricter there than
    /// validation. Each was looked through by hand. A payload may exist for two of the combinations, whose alternatives
    /// are told apart only three levels down.
    /// </summary>
    private static readonly Dictionary<string, (int Count, string Why)> Stricter = new()
    {
        ["ADDITIONAL_ITEMS_REMOVED"] = (1, "without a tuple the keyword says nothing"),
        ["ADDITIONAL_PROPERTIES_NARROWED"] = (1, "the schema {} takes what no schema takes"),
        ["COMBINED_TYPE_CHANGED"] = (1, "alternatives of different types exclude each other anyway"),
        ["COMBINED_TYPE_SUBSCHEMAS_CHANGED"] = (6, "another alternative takes it, or the writer takes nothing at all"),
        ["MAXIMUM_DECREASED"] = (1, "no integer is between 3.199 and 3.2"),
        ["PATTERN_ADDED"] = (1, "the pattern matches any string"),
        ["PATTERN_CHANGED"] = (3, "the other pattern matches all that the first one does"),
        ["SUM_TYPE_NARROWED"] = (2, "the alternative that is gone took nothing"),
        ["TYPE_CHANGED"] = (7, "keywords that say the same in another form, or say nothing in their place"),
        ["TYPE_NARROWED"] = (1, "an object is neither an integer nor a number"),
        ["UNEVALUATED_PROPERTIES_NARROWED"] = (1, "true takes what no schema takes"),
    };

    [Fact]
    public void Every_finding_of_the_reference_table_has_a_witness_unless_its_rule_is_stricter_than_validation()
    {
        var without = new List<string>();
        foreach (var verdict in JsonVerdictCase.Reference())
        {
            foreach (var (finding, reader, writer) in verdict.Findings())
            {
                if (Find(finding, reader, writer) is { } witness)
                    Check(witness, reader, writer);
                else
                    without.Add(finding.Finding.Rule);
            }
        }

        Assert.Equal(
            Stricter.Select(each => $"{each.Key} {each.Value.Count}").Order(),
            without.CountBy(rule => rule).Select(each => $"{each.Key} {each.Value}").Order());
    }

    /// <summary>A case says so where no payload can show it.</summary>
    [Fact]
    public void Every_incompatible_case_of_our_own_has_a_witness_unless_it_says_that_there_is_none()
    {
        var wrong = new List<string>();
        foreach (var verdict in JsonVerdictCase.Own().Where(each => !each.Compatible))
        {
            var witnesses = verdict.Findings()
                .Select(each => (Found: Find(each.Finding, each.Reader, each.Writer), each))
                .ToList();
            foreach (var (found, (_, reader, writer)) in witnesses.Where(each => each.Found is not null))
                Check(found!, reader, writer);
            if (witnesses.Exists(each => each.Found is null) == verdict.HasWitness)
                wrong.Add(verdict.Id);
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("""{"maxLength":2}""", """{"maxLength":5}""", "\"aaaaa\"")]
    [InlineData("""{"minimum":10}""", """{"minimum":3}""", "3")]
    [InlineData("""{"enum":["a"]}""", """{"enum":["a","b"]}""", "\"b\"")]
    [InlineData("""{"type":"string"}""", """{"type":"integer"}""", "0")]
    [InlineData("""{"items":{"type":"string"}}""", """{"items":[{"type":"string"}]}""", """["a",null]""")]
    [InlineData("""{"uniqueItems":true}""", """{"type":"array"}""", "[null,null]")]
    [InlineData("""{"properties":{"a":{"type":"null"}}}""", """{"type":"object"}""", """{"a":{}}""")]
    [InlineData("""{"properties":{"a":{}},"required":["a"]}""", """{"properties":{"a":{}}}""", "{}")]
    [InlineData("""{"additionalProperties":false}""", """{"additionalProperties":{"const":7}}""", """{"x":7}""")]
    [InlineData("""{"pattern":"^[0-9]+$"}""", """{"pattern":"^[a-c]{2}$"}""", "\"aa\"")]
    [InlineData("""{"anyOf":[{"type":"null"}]}""", """{"anyOf":[{"type":"null"},{"type":"boolean"}]}""", "true")]
    [InlineData("""{"properties":{"n":{"$ref":"#"},"v":{"type":"integer"}}}""", """{"properties":{"n":{"$ref":"#"},"v":{"type":"number"}}}""", """{"v":0.5}""")]
    public void A_witness_is_as_small_as_can_be(string reader, string writer, string expected)
    {
        var (read, wrote) = (Schemas.Side(reader), Schemas.Side(writer));
        var finding = Assert.Single(JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default));

        var witness = Find(finding, read, wrote)!;

        Assert.Equal(expected, witness.Json);
        Check(witness, read, wrote);
    }

    [Fact]
    public void A_witness_goes_through_the_place_of_its_finding_with_all_that_the_writer_demands_around_it()
    {
        const string writer = """
            {"type":"object","required":["id","lines"],"properties":{
              "id":{"type":"string","pattern":"^[A-Z]{3}-\\d+$"},
              "lines":{"type":"array","minItems":2,"items":{"$ref":"#/definitions/Line"}},"note":{"type":"string"}},
             "definitions":{"Line":{"type":"object","required":["sku","price"],"additionalProperties":false,"properties":{
              "sku":{"enum":["s","t"]},"price":{"type":"number","exclusiveMinimum":0}}}}}
            """;
        var reader = writer.Replace("\"exclusiveMinimum\":0", "\"exclusiveMinimum\":0,\"maximum\":100", StringComparison.Ordinal)
            .Replace("\"type\":\"string\"}", "\"type\":\"string\",\"maxLength\":3}", StringComparison.Ordinal);
        var (read, wrote) = (Schemas.Side(reader), Schemas.Side(writer));

        var witnesses = JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default)
            .ToDictionary(finding => finding.Finding.Rule, finding => Find(finding, read, wrote)!);

        Assert.Equal(
            """{"id":"AAA-0","lines":[{"sku":"s","price":101},{"sku":"s","price":1}]}""",
            witnesses["MAXIMUM_ADDED"].Json);
        Assert.Equal(
            "101 is above the maximum 100 at '/lines/0/price' (schema #/definitions/Line/properties/price/maximum)",
            witnesses["MAXIMUM_ADDED"].ReaderSays);
        Assert.StartsWith("The string has more than 3 characters at '/note'", witnesses["MAX_LENGTH_ADDED"].ReaderSays, StringComparison.Ordinal);
    }

    [Fact]
    public void A_witness_of_a_property_is_refused_for_that_property_and_not_for_the_one_beside()
    {
        var (read, wrote) = (
            Schemas.Side("""{"type":"object","properties":{"y":{"type":"integer"},"x":{"type":["null","object","array"]}}}"""),
            Schemas.Side("""{"type":"object","properties":{"y":{"type":"string"}}}"""));
        var finding = JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default)
            .Single(each => each.Finding.Rule == "OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL");

        var witness = Find(finding, read, wrote)!;

        Assert.Contains("at '/x'", witness.ReaderSays, StringComparison.Ordinal);
        Check(witness, read, wrote);
    }

    [Fact]
    public void A_witness_of_a_required_name_lacks_it_in_the_object_that_the_finding_is_about()
    {
        var (read, wrote) = (
            Schemas.Side("""{"required":["r"],"properties":{"r":{},"o":{"required":["b"],"properties":{"b":{}}}}}"""),
            Schemas.Side("""{"properties":{"r":{},"o":{"properties":{"b":{}}}}}"""));
        var finding = JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default)
            .Single(each => each.Finding.Path.StartsWith("#/properties/o", StringComparison.Ordinal));

        var witness = Find(finding, read, wrote)!;

        Assert.Contains("'b' is missing at '/o'", witness.ReaderSays, StringComparison.Ordinal);
        Check(witness, read, wrote);
    }

    /// <summary>No string tells the two patterns apart; what the other keyword refuses says nothing of them.</summary>
    [Fact]
    public void What_is_refused_by_another_keyword_is_no_witness()
    {
        var (read, wrote) = (
            Schemas.Side("""{"properties":{"a":{"pattern":"^(a+)$","maxLength":3}}}"""),
            Schemas.Side("""{"properties":{"a":{"pattern":"^a+$","maxLength":9}}}"""));
        var findings = JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default)
            .ToDictionary(finding => finding.Finding.Rule);

        Assert.Null(Find(findings["PATTERN_CHANGED"], read, wrote));
        Assert.NotNull(Find(findings["MAX_LENGTH_DECREASED"], read, wrote));
    }

    [Fact]
    public void A_search_finds_the_same_again()
    {
        var (read, wrote) = (Schemas.Side("""{"items":{"minimum":3}}"""), Schemas.Side("""{"items":{"type":"number"}}"""));
        var finding = JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default)[0];

        Assert.Equal(Find(finding, read, wrote)!.Json, Find(finding, read, wrote)!.Json);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(500, 2)]
    public void A_search_keeps_within_its_budget(int payloads, int bytes)
    {
        var (read, wrote) = (Schemas.Side("""{"maxLength":2}"""), Schemas.Side("""{"maxLength":5}"""));
        var finding = JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default)[0];

        Assert.Null(JsonSchemaRules.Instance.FindWitness(
            finding, read.Schema, wrote.Schema, new WitnessBudget(payloads, bytes)));
    }

    [Theory]
    [InlineData("""{"properties":{"a":{"pattern":"("}}}""")]
    [InlineData("""{"$ref":"#/definitions/none"}""")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"$ref":"#"}}}""")]
    public void Where_no_payload_can_be_made_there_is_no_witness(string writer)
    {
        var (read, wrote) = (Schemas.Side("""{"type":"null"}"""), Schemas.Side(writer));
        var finding = Assert.Single(JsonSchemaRules.Instance.Locate(read, wrote, ComparisonOptions.Default));

        Assert.Null(Find(finding, read, wrote));
    }

    private static Witness? Find(LocatedIncompatibility finding, ComparedSide reader, ComparedSide writer) =>
        JsonSchemaRules.Instance.FindWitness(finding, reader.Schema, writer.Schema, WitnessBudget.Default);

    /// <summary>By validators of whole schemas, as data is validated.</summary>
    private static void Check(Witness witness, ComparedSide reader, ComparedSide writer)
    {
        Assert.Equal(witness.Json, Encoding.UTF8.GetString(witness.Payload.Span));
        Assert.Equal(WitnessOutcome.Rejected, witness.Outcome);
        Assert.True(Validator(writer).IsValid(witness.Payload.Span), $"{witness.Json} for {writer.Text}");
        var reasons = Validator(reader).Validate(witness.Payload.Span);
        Assert.Contains(witness.ReaderSays, reasons.Select(reason => reason.ToString()));
    }

    private static JsonValidator Validator(ComparedSide side)
    {
        var validator = JsonValidator.Compile(
            (JsonSchemaParsedSchema)side.Schema, JsonValidatorOptions.Default, out var problems);
        return validator ?? throw new InvalidOperationException(string.Join("; ", problems));
    }
}
