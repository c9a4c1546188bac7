using CsCheck;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Validation;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.JsonSchema;

/// <summary>
/// Schemas and data put together from keywords and values at random. Nothing may escape but a verdict, and the two ways
/// to ask for one agree.
/// </summary>
public sealed class FuzzTests
{
    private static readonly Gen<string> Scalar = Schemas.OneOf(
        "0", "1", "-1", "1.5", "1e400", "\"\"", "\"a\"", "\"^a\"", "\"(\"", "true", "false", "null", "\"#\"", "\"#/$defs/a\"",
        "\"string\"", "\"object\"", "\"email\"", "\"x\"", "\"http://example.com/x\"", "\"#x\"", "\"x#/not\"");

    private static readonly string[] Keywords =
    [
        "type", "enum", "const", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "properties", "patternProperties",
        "additionalProperties", "propertyNames", "items", "prefixItems", "additionalItems", "contains", "minContains",
        "maxContains", "uniqueItems", "minItems", "maxItems", "minLength", "maxLength", "pattern", "format", "minimum",
        "exclusiveMaximum", "multipleOf", "required", "dependentRequired", "dependentSchemas", "dependencies", "$ref",
        "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$id", "$anchor", "$defs", "definitions",
        "unevaluatedProperties", "unevaluatedItems", "minProperties", "title", "a", "b",
    ];

    private static readonly string[] Drafts =
    [
        "http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    ];

    [Fact]
    public void Nothing_but_verdicts_comes_from_any_schema_and_datum()
    {
        var sample =
            from draft in Schemas.OneOf(Drafts)
            from body in Value(4)
            from data in Value(3)
            select ($"{{\"$schema\":\"{draft}\",\"allOf\":[{body}],\"$defs\":{{\"a\":{body}}}}}", data);

        sample.Sample(pair => Check(pair.Item1, pair.data), iter: 10_000);
    }

    [Fact]
    public void A_damaged_text_is_read_or_refused()
    {
        const string Seed =
            """{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"http://example.com/a","properties":{"b":{"$ref":"#/$defs/c"},"d":{"pattern":"^[a-z]{1,3}$"}},"$defs":{"c":{"type":["string","null"],"minLength":1}}}""";

        var sample =
            from places in Gen.Int[0, Seed.Length - 1].Array[1, 4]
            from characters in Schemas.OneOf("\"{}[],:0#/$\\é\ud800".ToCharArray()).Array[4]
            select Damage(Seed, places, characters);

        sample.Sample(text => Check(text, """{"b":"x","d":"abc"}"""), iter: 10_000);
    }

    private static Gen<string> Value(int depth)
    {
        if (depth == 0)
            return Scalar;
        var below = Value(depth - 1);
        var list = below.Array[0, 3].Select(items => $"[{string.Join(',', items)}]");
        var member = Gen.Select(Schemas.OneOf(Keywords), below, (key, value) => $"\"{key}\":{value}");
        var owner = member.Array[0, 4].Select(members => $"{{{string.Join(',', members)}}}");
        return Gen.OneOf(Scalar, list, owner, owner, owner);
    }

    private static bool Check(string text, string data)
    {
        var references = new ReferenceSet([new ResolvedReference("x", """{"not":{"$ref":"#"},"items":{"$ref":"#"}}""")]);
        JsonSchemaFormat.Instance.Parse(text, references, SchemaParsing.New);
        var parsed = JsonSchemaFormat.Instance.Parse(text, references, SchemaParsing.Stored);
        if (parsed.Schema is not JsonSchemaParsedSchema schema)
            return parsed.Problems.Count > 0;

        var options = new JsonValidatorOptions { Formats = FormatHandling.Assert };
        var validator = JsonValidator.Compile(schema, options, out var problems);
        if (validator is null)
            return problems.Count > 0;
        return validator.IsValid(data) == (validator.Validate(data).Count == 0);
    }

    private static string Damage(string text, int[] places, char[] characters)
    {
        var damaged = text.ToCharArray();
        for (var index = 0; index < places.Length; index++)
            damaged[places[index]] = characters[index];
        return new string(damaged);
    }
}
