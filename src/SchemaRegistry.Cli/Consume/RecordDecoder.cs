using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Confluent.Kafka;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Framing;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.Avro.Encoding;

namespace SchemaRegistry.Cli.Consume;

/// <summary>
/// Decodes values by the schema that their first bytes name, or the header. A record that can not be decoded is told as
/// it is.
/// </summary>
internal sealed class RecordDecoder(SchemaRegistryClient client, string topic)
{
    private const string SchemaHeader = "__value_schema_id";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<object, AvroJsonDecoder> _decoders = [];
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
            var (name, bodyAt) = Frame(message);
            id = name as int?;
            if (!_decoders.TryGetValue(name, out var decoder))
                _decoders[name] = decoder = await LoadAsync(name, cancellationToken);
            return new DecodedRecord(Decode(decoder, message.Value.AsSpan(bodyAt)), id, null);
        }
        catch (Exception e) when (e is FormatException or SchemaRegistryException)
        {
            return new DecodedRecord(Raw(message.Value, e.Message), id, e.Message);
        }
    }

    /// <summary>What names the schema, an id or a GUID, and where the body begins.</summary>
    private static (object Name, int BodyAt) Frame(Message<byte[], byte[]> message)
    {
        if (message.Headers.TryGetLastBytes(SchemaHeader, out var header))
        {
            if (WireFormat.TryReadGuid(header, out var guid, out _))
                return (guid, 0);
            if (WireFormat.TryReadId(header, out var headerId, out _))
                return (headerId, 0);
        }

        if (WireFormat.TryReadId(message.Value, out var id, out _))
            return (id, WireFormat.IdFrameSize);
        if (WireFormat.TryReadGuid(message.Value, out var prefixGuid, out _))
            return (prefixGuid, WireFormat.GuidFrameSize);
        throw new FormatException("The value does not begin with a schema id");
    }

    private async Task<AvroJsonDecoder> LoadAsync(object name, CancellationToken cancellationToken)
    {
        var schema = name is int id
            ? await client.GetByIdAsync(id, $"{topic}-value", cancellationToken)
            : await client.GetByGuidAsync((Guid)name, cancellationToken);
        if (schema.Definition.Type != SchemaType.Avro)
            throw new FormatException($"The schema is {schema.Definition.Type.ToName()}, not AVRO");
        var references = await client.GetReferencesAsync(schema.Definition, cancellationToken);
        return AvroFormat.Instance.Parse(schema.Definition.Text, references, SchemaParsing.Stored)
            .TryGetSchema(out var parsed, out var problems)
                ? new AvroJsonDecoder(((AvroParsedSchema)parsed).Root, AvroJsonStyle.Plain)
                : throw new FormatException($"The registered schema can not be read: {string.Join("; ", problems)}");
    }

    private ReadOnlyMemory<byte> Decode(AvroJsonDecoder decoder, ReadOnlySpan<byte> body)
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer, Options);
        if (decoder.Decode(body, json) is { } problem)
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
