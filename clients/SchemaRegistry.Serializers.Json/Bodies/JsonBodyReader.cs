using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;

namespace SchemaRegistry.Serializers.Json.Bodies;

/// <summary>Checks bodies and reads them by System.Text.Json.</summary>
internal sealed class JsonBodyReader<T>(JsonTypeInfo<T> typeInfo, BodyCheck? check) : IPayloadReader<T>
{
    public T Read(FramedPayload payload)
    {
        var body = payload.Payload;
        check?.Check(body, "The payload does not fit its schema");
        try
        {
            return JsonSerializer.Deserialize(body, typeInfo)!;
        }
        catch (Exception e) when (IsMisfit(e))
        {
            throw new PayloadException($"System.Text.Json can not read the payload as {typeof(T)}: {e.Message}", e);
        }
    }

    /// <summary>Constructors and converters of the application refuse values in their own ways.</summary>
    private static bool IsMisfit(Exception e) =>
        e is JsonException or NotSupportedException or InvalidOperationException
            or ArgumentException or FormatException or OverflowException;
}
