using System.Buffers;

namespace SchemaRegistry.Formats.Tests.Avro.Encoding;

/// <summary>Bytes as they stand in specifications: hexadecimal, with blanks.</summary>
internal static class Hex
{
    public static byte[] ToBytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);

    public static string Of(ArrayBufferWriter<byte> output) => Of(output.WrittenSpan);

    public static string Normalize(string hex) => Of(ToBytes(hex));
}
