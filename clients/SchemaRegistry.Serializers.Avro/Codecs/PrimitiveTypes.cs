using SchemaRegistry.Formats.Avro.Encoding;
using TextEncoding = System.Text.Encoding;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>The .NET types for the primitive Avro types.</summary>
internal static class PrimitiveTypes
{
    private static readonly Dictionary<Type, object> ByType = new()
    {
        [typeof(int)] = new PrimitiveType<int>(
            "\"int\"",
            static (ref AvroWriter writer, int value) => writer.WriteInt(value),
            static (ref AvroReader reader, out int value) => reader.TryReadInt(out value)),
        [typeof(long)] = new PrimitiveType<long>(
            "\"long\"",
            static (ref AvroWriter writer, long value) => writer.WriteLong(value),
            static (ref AvroReader reader, out long value) => reader.TryReadLong(out value)),
        [typeof(float)] = new PrimitiveType<float>(
            "\"float\"",
            static (ref AvroWriter writer, float value) => writer.WriteFloat(value),
            static (ref AvroReader reader, out float value) => reader.TryReadFloat(out value)),
        [typeof(double)] = new PrimitiveType<double>(
            "\"double\"",
            static (ref AvroWriter writer, double value) => writer.WriteDouble(value),
            static (ref AvroReader reader, out double value) => reader.TryReadDouble(out value)),
        [typeof(bool)] = new PrimitiveType<bool>(
            "\"boolean\"",
            static (ref AvroWriter writer, bool value) => writer.WriteBoolean(value),
            static (ref AvroReader reader, out bool value) => reader.TryReadBoolean(out value)),
        [typeof(string)] = new PrimitiveType<string>(
            "\"string\"", static (ref AvroWriter writer, string value) => writer.WriteString(value), TryReadString),
        [typeof(byte[])] = new PrimitiveType<byte[]>(
            "\"bytes\"", static (ref AvroWriter writer, byte[] value) => writer.WriteBytes(value), TryReadBytes),
        [typeof(AvroNull)] = new PrimitiveType<AvroNull>(
            "\"null\"", static (ref AvroWriter _, AvroNull _) => { }, TryReadNull),
    };

    /// <summary>The .NET types, for a message.</summary>
    public static string Names => string.Join(", ", ByType.Keys.Select(type => type.Name));

    public static PrimitiveType<T>? Find<T>() => ByType.GetValueOrDefault(typeof(T)) as PrimitiveType<T>;

    private static bool TryReadString(ref AvroReader reader, out string value)
    {
        var read = reader.TryReadString(out var utf8);
        value = read ? TextEncoding.UTF8.GetString(utf8) : "";
        return read;
    }

    private static bool TryReadBytes(ref AvroReader reader, out byte[] value)
    {
        var read = reader.TryReadBytes(out var bytes);
        value = read ? bytes.ToArray() : [];
        return read;
    }

    private static bool TryReadNull(ref AvroReader reader, out AvroNull value)
    {
        value = AvroNull.Value;
        return true;
    }
}
