using System.Buffers;
using System.Text.Json;
using SchemaRegistry.Formats.Protobuf.Encoding;

namespace SchemaRegistry.Formats.Tests.Protobuf.Encoding;

/// <summary>
/// Our encoder and decoder with texts on both sides; a problem is text, too, behind an exclamation mark.
/// </summary>
internal static class Conversion
{
    public static string ToHex(string type, string json, ProtobufJsonOptions? options = null)
    {
        var output = new ArrayBufferWriter<byte>();
        var problem = new ProtobufJsonEncoder(SampleTypes.Find(type), options)
            .Encode(System.Text.Encoding.UTF8.GetBytes(json), output);
        Assert.True(problem is null || output.WrittenCount == 0);
        return problem is null ? Convert.ToHexString(output.WrittenSpan) : $"! {problem}";
    }

    public static byte[] ToBytes(ProtobufMessageType type, string json, ProtobufJsonOptions? options = null)
    {
        var output = new ArrayBufferWriter<byte>();
        var problem = new ProtobufJsonEncoder(type, options).Encode(System.Text.Encoding.UTF8.GetBytes(json), output);
        Assert.True(problem is null, $"{problem} in {json}");
        return output.WrittenSpan.ToArray();
    }

    public static string ToJson(string type, string hex, ProtobufJsonOptions? options = null) =>
        ToJson(SampleTypes.Find(type), Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), options);

    public static string ToJson(ProtobufMessageType type, byte[] bytes, ProtobufJsonOptions? options = null)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        var problem = new ProtobufJsonDecoder(type, options).Decode(bytes, writer);
        if (problem is not null)
            return $"! {problem}";
        writer.Flush();
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>A text of the same tokens without blanks, with one spelling of strings and of exponents.</summary>
    public static string Respell(string json)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        var reader = new Utf8JsonReader(
            System.Text.Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = 1000 });
        while (reader.Read())
            Respell(reader, writer);
        writer.Flush();
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Respell(Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(reader.GetString()!);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            default:
                writer.WriteRawValue(System.Text.Encoding.UTF8.GetString(reader.ValueSpan).Replace('E', 'e'));
                break;
        }
    }
}
