using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SchemaRegistry.Cli.Input;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Validation;

namespace SchemaRegistry.Cli.Payloads;

/// <summary>Rows as they are, without blanks, when the schema takes them.</summary>
internal sealed class JsonRowEncoder(JsonSchemaParsedSchema schema, JsonValidator validator) : IRowEncoder
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = CliLimits.MaxRowDepth,
    };

    public Func<string, CsvColumn> Columns { get; } = ColumnsOf(schema);

    public string? Encode(ReadOnlySpan<byte> row, IBufferWriter<byte> output)
    {
        var errors = validator.Validate(row);
        if (errors.Count > 0)
            return string.Join("; ", errors);
        var reader = new Utf8JsonReader(row, new JsonReaderOptions { MaxDepth = CliLimits.MaxRowDepth });
        using var document = JsonDocument.ParseValue(ref reader);
        using var json = new Utf8JsonWriter(output, Options);
        try
        {
            document.RootElement.WriteTo(json);
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair can be escaped in JSON, but is no text.
            return e.Message;
        }

        json.Flush();
        return null;
    }

    /// <summary>A column is text where its property takes texts, else what the property takes.</summary>
    private static Func<string, CsvColumn> ColumnsOf(JsonSchemaParsedSchema schema)
    {
        var types = new Dictionary<string, CsvColumn>();
        if (schema.Root["properties"] is { IsObject: true } properties)
        {
            foreach (var property in properties.Members)
                types[property.Key] = ColumnOf(property.Value);
        }

        return name => types.GetValueOrDefault(name, CsvColumn.Text);
    }

    private static CsvColumn ColumnOf(SchemaValue property)
    {
        if (property["type"] is not { } type)
            return CsvColumn.Text;
        var names = type.IsArray ? type.Items.Select(item => item.Text).ToList() : [type.Text];
        if (names.Contains("string"))
            return CsvColumn.Text;
        if (names.Contains("integer") || names.Contains("number"))
            return CsvColumn.Number;
        return names.Contains("boolean") ? CsvColumn.Boolean : CsvColumn.Text;
    }
}
