using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

/// <summary>Both directions between JSON text and hexadecimal bytes; a problem shows as "! path: message".</summary>
internal static class JsonText
{
    public static string ToHex(AvroSchema schema, string json, AvroJsonStyle style = AvroJsonStyle.Plain)
    {
        var output = new ArrayBufferWriter<byte>();
        var utf8 = System.Text.Encoding.UTF8.GetBytes(json);
        var problem = AvroJsonEncoder.Encode(schema, utf8, output, style);
        if (problem is not null)
            Assert.Equal(0, output.WrittenCount);
        return problem is null ? Hex.Of(output) : Show(problem);
    }

    public static string ToHex(string schema, string json, AvroJsonStyle style = AvroJsonStyle.Plain) =>
        ToHex(Schemas.Parse(schema), json, style);

    public static string FromHex(AvroSchema schema, string hex, AvroJsonStyle style = AvroJsonStyle.Plain) =>
        Decode(new AvroJsonDecoder(schema, style), Hex.ToBytes(hex));

    public static string FromHex(string schema, string hex, AvroJsonStyle style = AvroJsonStyle.Plain) =>
        FromHex(Schemas.Parse(schema), hex, style);

    public static string Decode(AvroJsonDecoder decoder, ReadOnlySpan<byte> binary)
    {
        using var buffer = new MemoryStream();
        using var writer = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (decoder.Decode(binary, writer) is { } problem)
            return Show(problem);
        writer.Flush();
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    public static string Show(AvroDataProblem problem) => $"! {problem.Path}: {problem.Message}";
}
