using System.Buffers;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Serializers.Avro;
using SchemaRegistry.Serializers.Avro.Codecs;

namespace SchemaRegistry.Clients.Tests.Serializers.Avro.Codecs;

/// <summary>One value through a codec, as hexadecimal bytes.</summary>
internal static class CodecRun
{
    /// <summary>The body under the target schema, or under the value's own.</summary>
    public static string Encode<T>(T value, string? target = null)
    {
        var codec = AvroCodecs.Create<T>();
        var declared = codec.SchemaOf(value);
        var output = new ArrayBufferWriter<byte>();
        var plan = codec.PlanEncode(declared, target is null ? declared.Parsed : ApacheSchemas.Parse(target));
        plan.Write(value, [], output);
        return Convert.ToHexString(output.WrittenSpan);
    }

    public static T Decode<T>(
        string hex, string writer, string? reader = null, TrailingBytes trailingBytes = TrailingBytes.Ignore)
    {
        var plan = AvroCodecs.Create<T>().PlanDecode(
            ApacheSchemas.Parse(writer), reader is null ? null : ApacheSchemas.Parse(reader), trailingBytes);
        var body = ToBytes(hex);
        return plan.Read(new FramedPayload(body, body, isInHeader: false));
    }

    public static string Normalize(string hex) => Convert.ToHexString(ToBytes(hex));

    private static byte[] ToBytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
