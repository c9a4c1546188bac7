using System.Buffers;

namespace SchemaRegistry.Client.Serialization;

/// <summary>All that writing a payload takes: the frame's bytes and the writer of the body. Immutable.</summary>
internal sealed class WriteTarget<T>(byte[] frame, SchemaIdCarrier carrier, IPayloadWriter<T> writer, long? expires)
{
    /// <summary>
    /// Timestamp of the time provider from which on the latest version is asked for again; null means never.
    /// </summary>
    public long? Expires { get; } = expires;

    public void Write(T value, in SerializationContext context, IBufferWriter<byte> output)
    {
        if (carrier == SchemaIdCarrier.Prefix)
        {
            writer.Write(value, frame, output);
            return;
        }

        if (context.Headers is null)
        {
            throw new PayloadException(
                "The schema's id is to be carried in a header, but the record has no headers.");
        }

        writer.Write(value, [], output);
        context.Headers.Set(Frame.HeaderName(context.Part), frame);
    }
}
