using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Confluent.Kafka;
using SchemaRegistry.Cli.Payloads;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats;

namespace SchemaRegistry.Cli.Consume;

/// <summary>
/// Decodes values by the schema that their first bytes name, or the header. A record that can not be decoded is told as
/// it is.
/// </summary>
internal sealed class RecordDecoder(SchemaRegistryClient client, string topic)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<object, IValueDecoder> _decoders = [];
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The JSON is valid until the next call.</summary>
    public async ValueTask<DecodedRecord> DecodeAsync(
        Message<byte[], byte[]> message, CancellationToken cancellationToken)
    {
        if (message.Value is null)
            return new DecodedRecord("null"u8.ToArray(), null, null);
        int? id = null;
        try
        {
            var frame = FoundFrame.Find(message);
            id = frame.Schema as int?;
            if (!_decoders.TryGetValue(frame.Schema, out var decoder))
                _decoders[frame.Schema] = decoder = await LoadAsync(frame.Schema, cancellationToken);
            return new DecodedRecord(Decode(decoder, frame.Of(message.Value)), id, null);
        }
        catch (Exception e) when (e is FormatException or SchemaRegistryException)
        {
            return new DecodedRecord(Raw(message.Value, e.Message), id, e.Message);
        }
    }

    private async Task<IValueDecoder> LoadAsync(object name, CancellationToken cancellationToken)
    {
        var schema = name is int id
            ? await client.GetByIdAsync(id, $"{topic}-value", cancellationToken)
            : await client.GetByGuidAsync((Guid)name, cancellationToken);
        var references = await client.GetReferencesAsync(schema.Definition, cancellationToken);
        return PayloadFormats.CreateDecoder(
            PayloadFormats.Parse(schema.Definition, references, SchemaParsing.Stored));
    }

    private ReadOnlyMemory<byte> Decode(IValueDecoder decoder, FramedPayload payload)
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer, Options);
        if (decoder.Decode(payload, json) is { } problem)
            throw new FormatException($"The value is not what its schema says: {problem}");
        json.Flush();
        return _buffer.WrittenMemory;
    }

    private ReadOnlyMemory<byte> Raw(byte[] value, string problem)
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer, Options);
        json.WriteStartObject();
        json.WriteString("undecoded", problem);
        json.WriteBase64String("base64", value);
        json.WriteEndObject();
        json.Flush();
        return _buffer.WrittenMemory;
    }
}
