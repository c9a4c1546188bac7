using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Confluent.Kafka;

namespace SchemaRegistry.Cli.Consume;

/// <summary>
/// A JSON value a line, alone or in its envelope. What could not be decoded is also told on standard error.
/// </summary>
internal sealed class JsonOutput(Stream target, bool hasEnvelope) : RecordOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly BufferedStream _lines = new(target, 64 * 1024);
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public override void Write(ConsumeResult<byte[], byte[]> result, DecodedRecord value)
    {
        if (value.Problem is { } problem)
            Console.Error.WriteLine($"partition {result.Partition.Value} offset {result.Offset.Value}: {problem}");
        _lines.Write(hasEnvelope ? Envelope(result, value) : value.Json.Span);
        _lines.WriteByte((byte)'\n');
    }

    public override void Flush() => _lines.Flush();

    public override void Dispose() => _lines.Dispose();

    private ReadOnlySpan<byte> Envelope(ConsumeResult<byte[], byte[]> result, DecodedRecord value)
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer, Options);
        json.WriteStartObject();
        if (result.Message.Key is { } key)
            json.WriteString("key", TextOf(key));
        else
            json.WriteNull("key");
        json.WriteNumber("partition", result.Partition.Value);
        json.WriteNumber("offset", result.Offset.Value);
        json.WriteString("timestamp", result.Message.Timestamp.UtcDateTime);
        json.WriteStartObject("headers");
        foreach (var header in result.Message.Headers)
            json.WriteString(header.Key, header.GetValueBytes() is { } bytes ? TextOf(bytes) : null);
        json.WriteEndObject();
        if (value.SchemaId is { } id)
            json.WriteNumber("schemaId", id);
        else
            json.WriteNull("schemaId");
        json.WritePropertyName("value");
        json.WriteRawValue(value.Json.Span, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return _buffer.WrittenSpan;
    }

    /// <summary>UTF-8 as text, anything else in base64.</summary>
    private static string TextOf(byte[] bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Convert.ToBase64String(bytes);
}
