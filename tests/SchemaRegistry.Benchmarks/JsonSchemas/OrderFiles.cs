using SchemaRegistry.Formats;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Validation;
using SchemaRegistry.Formats.References;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Benchmarks.JsonSchemas;

/// <summary>A schema of 2 kB in draft 7 and an order of about 1 KiB that it accepts.</summary>
internal static class OrderFiles
{
    public static readonly string SchemaPath = Path("order.schema.json");
    public static readonly string OrderPath = Path("order.json");
    public static readonly string AjvDriver = Path("ajv.mjs");

    public static JsonSchemaParsedSchema Parse(string text)
    {
        var parsed = JsonSchemaFormat.Instance.Parse(text, ReferenceSet.Empty, SchemaParsing.New);
        return (JsonSchemaParsedSchema?)parsed.Schema
            ?? throw new InvalidOperationException(string.Join('\n', parsed.Problems));
    }

    public static JsonValidator Compile(JsonSchemaParsedSchema schema) =>
        JsonValidator.Compile(schema, JsonValidatorOptions.Default, out var problems)
        ?? throw new InvalidOperationException(string.Join('\n', problems));

    private static string Path(string file) => Repository.File($"tests/SchemaRegistry.Benchmarks/JsonSchemas/{file}");
}
