using SchemaRegistry.Client.Naming;

namespace SchemaRegistry.Serializers.Avro;

/// <summary>
/// How an <see cref="AvroDeserializer{T}"/> reads. Immutable; one object may serve several deserializers.
/// </summary>
public sealed class AvroDeserializerOptions
{
    /// <summary>
    /// The schema (as JSON text, without references) that a GenericRecord is to have, whatever version wrote it; null
    /// for the writer's. Classes and primitive types are read with their own schema.
    /// </summary>
    public string? ReaderSchema { get; init; }

    /// <summary>What happens to bytes that follow the value.</summary>
    public TrailingBytes TrailingBytes { get; init; } = TrailingBytes.Ignore;

    /// <summary>The subject that the writer used; it tells the registry which context an id belongs to.</summary>
    public ISubjectNameStrategy Subject { get; init; } = SubjectNameStrategies.Topic;
}
