using SchemaRegistry.Formats.Avro.Encoding;

namespace SchemaRegistry.Serializers.Avro.Codecs;

internal delegate void PrimitiveWrite<in T>(ref AvroWriter writer, T value);

internal delegate bool PrimitiveRead<T>(ref AvroReader reader, out T value);

/// <summary>A .NET type that stands for a primitive Avro type.</summary>
internal sealed record PrimitiveType<T>(string Schema, PrimitiveWrite<T> Write, PrimitiveRead<T> Read);
