using System.Text;
using CsCheck;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Validation;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats.Tests.JsonSchema;

/// <summary>Short ways from texts to what the tests look at.</summary>
internal static class Schemas
{
    public static JsonSchemaParsedSchema Parse(
        string text, ReferenceSet? references = null, SchemaParsing parsing = SchemaParsing.New)
    {
        var result = JsonSchemaFormat.Instance.Parse(text, references ?? ReferenceSet.Empty, parsing);
        Assert.True(result.TryGetSchema(out var schema, out var problems), string.Join('\n', problems));
        return (JsonSchemaParsedSchema)schema;
    }

    public static IReadOnlyList<SchemaProblem> Refuse(
        string text, ReferenceSet? references = null, SchemaParsing parsing = SchemaParsing.New)
    {
        var result = JsonSchemaFormat.Instance.Parse(text, references ?? ReferenceSet.Empty, parsing);
        Assert.Null(result.Schema);
        return result.Problems;
    }

    public static JsonValidator Compile(
        string text, ReferenceSet? references = null, JsonValidatorOptions? options = null) =>
        Compile(Parse(text, references, SchemaParsing.Stored), options);

    public static JsonValidator Compile(JsonSchemaParsedSchema schema, JsonValidatorOptions? options = null)
    {
        var validator = JsonValidator.Compile(schema, options ?? JsonValidatorOptions.Default, out var problems);
        Assert.True(validator is not null, string.Join('\n', problems));
        return validator;
    }

    public static bool IsValid(this JsonValidator validator, string json) =>
        validator.IsValid(Encoding.UTF8.GetBytes(json));

    public static IReadOnlyList<JsonDataError> Validate(this JsonValidator validator, string json) =>
        validator.Validate(Encoding.UTF8.GetBytes(json));

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    public static ReferenceSet With(params (string Name, string Text)[] references) =>
        new([.. references.Select(reference => new ResolvedReference(reference.Name, reference.Text))]);
}
