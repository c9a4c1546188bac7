using System.Text.Json;
using SchemaRegistry.Client.Serialization;

namespace SchemaRegistry.Cli.Payloads;

/// <summary>Prints bodies of one schema as JSON. Used by one thread.</summary>
internal interface IValueDecoder
{
    /// <summary>Writes one JSON value, or answers why the payload is none of the schema's.</summary>
    string? Decode(FramedPayload payload, Utf8JsonWriter json);
}
