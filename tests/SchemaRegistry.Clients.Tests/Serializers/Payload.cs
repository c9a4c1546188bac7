using System.Buffers;
using SchemaRegistry.Client;

namespace SchemaRegistry.Clients.Tests.Serializers;

internal static class Payload
{
    public static readonly SerializationContext OrdersValue = new("orders", RecordPart.Value);

    public static byte[] ToBytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static string Normalize(string hex) => Convert.ToHexString(ToBytes(hex));

    public static async Task<string> Write<T>(
        IRegistrySerializer<T> serializer, T value, SerializationContext? context = null)
    {
        var output = new ArrayBufferWriter<byte>();
        await serializer.SerializeAsync(value, context ?? OrdersValue, output, TestContext.Current.CancellationToken);
        return Convert.ToHexString(output.WrittenSpan);
    }

    public static async Task<T> Read<T>(
        IRegistryDeserializer<T> deserializer, string hex, SerializationContext? context = null) =>
        await deserializer.DeserializeAsync(
            ToBytes(hex), context ?? OrdersValue, TestContext.Current.CancellationToken);
}
