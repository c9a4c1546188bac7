using System.Text.Json;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Cli.Payloads;

/// <summary>Avro as JSON.</summary>
internal sealed class AvroValueDecoder(AvroSchema schema) : IValueDecoder
{
    private readonly AvroJsonDecoder _decoder = new(schema, AvroJsonStyle.Plain);

    public string? Decode(FramedPayload payload, Utf8JsonWriter json) =>
        _decoder.Decode(payload.Payload, json)?.ToString();
}
