using Avro.Generic;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>
/// Reads with Apache.Avro what <see cref="BodyReader"/> has checked: Apache.Avro allocates what a length says.
/// </summary>
internal sealed class ApacheDecodePlan<T>(DatumReader<T> reader, BodyReader check) : IPayloadReader<T>
{
    public T Read(FramedPayload payload)
    {
        var scratch = PayloadScratch.Take();
        try
        {
            check.Read(payload.Payload, scratch.Buffer);
            return reader.Read(default!, scratch.Decoder);
        }
        catch (Exception e) when (IsMisfit(e))
        {
            throw new PayloadException($"Apache.Avro can not read the payload: {e.Message}", e);
        }
        finally
        {
            PayloadScratch.GiveBack(scratch);
        }
    }

    /// <summary>Generated classes cast without asking; logical types refuse values out of their range.</summary>
    private static bool IsMisfit(Exception e) =>
        e is global::Avro.AvroException or InvalidCastException or NullReferenceException
            or ArgumentException or OverflowException or FormatException;
}
