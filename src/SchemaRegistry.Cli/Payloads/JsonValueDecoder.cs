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
        json.WriteRawValue(payload.Payload, skipInputValidation: true);
        return null;
    }
}
