using System.Buffers;
using Avro.Generic;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>Writes with Apache.Avro.</summary>
internal sealed class ApacheEncodePlan<T>(DatumWriter<T> writer, BodyWriter body) : IPayloadWriter<T>
{
    public void Write(T value, ReadOnlySpan<byte> frame, IBufferWriter<byte> output)
    {
        var scratch = PayloadScratch.Take();
        try
        {
            writer.Write(value, scratch.Encoder);
            body.Write(frame, scratch, output);
        }
        catch (Exception e) when (IsMisfit(e))
        {
            throw new PayloadException($"The value does not fit its schema: {e.Message}", e);
        }
        finally
        {
            PayloadScratch.GiveBack(scratch);
        }
    }

    /// <summary>Apache.Avro dereferences null where no branch of a union takes it, and casts without asking.</summary>
    private static bool IsMisfit(Exception e) =>
        e is global::Avro.AvroException or InvalidCastException or NullReferenceException
            or KeyNotFoundException or ArgumentException or OverflowException or FormatException;
}
