using System.Buffers;
using SchemaRegistry.Client;
using SchemaRegistry.Serializers.Avro.Codecs;

namespace SchemaRegistry.Serializers.Avro.Plans;

/// <summary>All that writing a payload takes: the frame's bytes and the plan of the body. Immutable.</summary>
internal sealed class EncodeTarget<T>(byte[] frame, SchemaIdCarrier carrier, IAvroEncodePlan<T> plan, long? expires)
{
    /// <summary>
    /// Timestamp of the time provider from which on the latest version is asked for again; null means never.
    /// </summary>
    public long? Expires { get; } = expires;

    public void Write(T value, in SerializationContext context, IBufferWriter<byte> output)
    {
        if (carrier == SchemaIdCarrier.Prefix)
        {
            plan.Encode(value, frame, output);
            return;
        }

        if (context.Headers is null)
        {
            throw new AvroSerializationException(
                "The schema's id is to be carried in a header, but the record has no headers.");
        }

        plan.Encode(value, [], output);
        context.Headers.Set(Framing.HeaderName(context.Part), frame);
    }
}
