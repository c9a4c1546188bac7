using System.Text.Json;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats.JsonSchema.Validation;

namespace SchemaRegistry.Cli.Payloads;

/// <summary>JSON as it is, when the schema takes it.</summary>
internal sealed class JsonValueDecoder(JsonValidator validator) : IValueDecoder
{
    public string? Decode(FramedPayload payload, Utf8JsonWriter json)
    {
        var errors = validator.Validate(payload.Payload);
        if (errors.Count > 0)
            return string.Join("; ", errors);
        json.WriteRawValue(ToOneLine(payload.Payload), skipInputValidation: true);
        return null;
    }

    /// <summary>Line breaks in JSON stand between values only; inside of texts they are escaped.</summary>
    private static ReadOnlySpan<byte> ToOneLine(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny((byte)'\n', (byte)'\r') < 0)
            return text;
        var line = text.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        return line;
    }
}
