using System.Buffers;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats.Avro.Encoding;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>Writes primitive values.</summary>
internal sealed class PrimitiveEncodePlan<T>(PrimitiveType<T> type, BodyWriter body, bool isRaw) : IPayloadWriter<T>
{
    public void Write(T value, ReadOnlySpan<byte> frame, IBufferWriter<byte> output)
    {
        if (isRaw && value is byte[] bytes)
        {
            output.Write(frame);
            output.Write(bytes);
            return;
        }

        var scratch = PayloadScratch.Take();
        try
        {
            var writer = new AvroWriter(scratch.Buffer);
            type.Write(ref writer, value);
            writer.Flush();
            var encoded = body.Transcode(scratch);
            output.Write(frame);
            output.Write(isRaw ? SkipLength(encoded) : encoded);
        }
        finally
        {
            PayloadScratch.GiveBack(scratch);
        }
    }

    /// <summary>A string under the schema bytes: its UTF-8 without the length.</summary>
    private static ReadOnlySpan<byte> SkipLength(ReadOnlySpan<byte> encoded)
    {
        var reader = new AvroReader(encoded);
        return reader.TryReadBytes(out var bytes) ? bytes : encoded;
    }
}
