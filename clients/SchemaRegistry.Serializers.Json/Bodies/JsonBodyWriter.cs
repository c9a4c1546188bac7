using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;

namespace SchemaRegistry.Serializers.Json.Bodies;

/// <summary>Writes values by System.Text.Json into working memory, checks them there, and copies them out.</summary>
internal sealed class JsonBodyWriter<T>(JsonTypeInfo<T> typeInfo, BodyCheck? check) : IPayloadWriter<T>
{
    private readonly JsonWriterOptions _options = new()
    {
        Encoder = typeInfo.Options.Encoder,
        Indented = typeInfo.Options.WriteIndented,
        MaxDepth = typeInfo.Options.MaxDepth,
        SkipValidation = true,
    };

    public void Write(T value, ReadOnlySpan<byte> frame, IBufferWriter<byte> output)
    {
        var scratch = BodyScratch.Take(_options);
        try
        {
            JsonSerializer.Serialize(scratch.Writer, value, typeInfo);
            scratch.Writer.Flush();
            var body = scratch.Buffer.WrittenSpan;
            check?.Check(body, "The value does not fit its schema");
            output.Write(frame);
            output.Write(body);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new PayloadException($"System.Text.Json can not write the value: {e.Message}", e);
        }
        finally
        {
            BodyScratch.GiveBack(scratch);
        }
    }
}
