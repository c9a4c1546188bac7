using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats.Avro.Encoding;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>Reads primitive values.</summary>
internal sealed class PrimitiveDecodePlan<T>(PrimitiveType<T> type, BodyReader check, bool isRaw) : IPayloadReader<T>
{
    public T Read(FramedPayload payload)
    {
        var body = payload.Payload;
        if (isRaw && typeof(T) == typeof(byte[]))
            return (T)(object)body.ToArray();

        var scratch = PayloadScratch.Take();
        try
        {
            check.Read(isRaw ? PutLength(body) : body, scratch.Buffer);
            var reader = new AvroReader(scratch.Buffer.WrittenSpan);
            return type.Read(ref reader, out var value)
                ? value
                : throw new PayloadException($"The payload is no {type.Schema}: {reader.Error}.");
        }
        finally
        {
            PayloadScratch.GiveBack(scratch);
        }
    }

    /// <summary>The raw bytes as Avro writes bytes elsewhere, for a reader of strings.</summary>
    private static ReadOnlySpan<byte> PutLength(ReadOnlySpan<byte> body)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>(body.Length + sizeof(long) + 2);
        var writer = new AvroWriter(output);
        writer.WriteBytes(body);
        writer.Flush();
        return output.WrittenSpan;
    }
}
