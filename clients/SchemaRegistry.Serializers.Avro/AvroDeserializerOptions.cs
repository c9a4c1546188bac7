using SchemaRegistry.Client.Serialization;

namespace SchemaRegistry.Serializers.Avro;

/// <summary>
/// How an <see cref="AvroDeserializer{T}"/> reads. Immutable; one object may serve several deserializers.
/// </summary>
public sealed class AvroDeserializerOptions : DeserializerOptions
{
    /// <summary>
    /// The schema (as JSON text, without references) that a GenericRecord is to have, whatever version wrote it; null
    /// for the writer's. Classes and primitive types are read with their own schema.
    /// </summary>
    public string? ReaderSchema { get; init; }

    /// <summary>What happens to bytes that follow the value.</summary>
    public TrailingBytes TrailingBytes { get; init; } = TrailingBytes.Ignore;
}
