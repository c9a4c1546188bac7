using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SchemaRegistry.Server.Errors;

namespace SchemaRegistry.Server.Routing;

/// <summary>
/// A status and a body in UTF-8, all there or a stream; the content type is negotiated unless one is given.
/// </summary>
internal sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Body, string? ContentType = null)
{
    /// <summary>How bodies are written.</summary>
    public static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly ApiAnswer EmptyObject = new(200, "{}"u8.ToArray());

    /// <summary>Done, and nothing to tell.</summary>
    public static readonly ApiAnswer NoContent = new(204, default);

    /// <summary>Stands for <see cref="Body"/> when it is set.</summary>
    public IAnswerStream? Stream { get; private init; }

    /// <summary>How long it may be kept (<see cref="CacheRules"/>); such an answer has an entity tag.</summary>
    public string? CacheControl { get; init; }

    public static ApiAnswer Json(Action<Utf8JsonWriter> write) => new(200, ToBytes(write));

    public static ApiAnswer Text(string text, string? contentType = null) =>
        new(200, Encoding.UTF8.GetBytes(text), contentType);

    public static ApiAnswer Texts(IEnumerable<string> values) => Json(json =>
    {
        json.WriteStartArray();
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    });

    public static ApiAnswer Numbers(IEnumerable<int> values) => Json(json =>
    {
        json.WriteStartArray();
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    });

    public static ApiAnswer Streamed(string contentType, IAnswerStream stream) =>
        new(200, default, contentType) { Stream = stream };

    public static ApiAnswer Error(ApiError error) => new(error.Status, ToBytes(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("error_code", error.Code);
        json.WriteString("message", error.Message);
        json.WriteEndObject();
    }));

    public static byte[] ToBytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
            write(json);
        return buffer.WrittenSpan.ToArray();
    }
}
