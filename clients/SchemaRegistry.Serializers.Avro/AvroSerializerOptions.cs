using SchemaRegistry.Client.Serialization;

namespace SchemaRegistry.Serializers.Avro;

/// <summary>
/// How an <see cref="AvroSerializer{T}"/> writes. Immutable; one object may serve several serializers.
/// </summary>
public sealed class AvroSerializerOptions : SerializerOptions
{
}
