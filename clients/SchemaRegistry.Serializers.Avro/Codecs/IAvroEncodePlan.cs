using System.Buffers;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>Writes values as bodies of one schema. Any thread may use it.</summary>
internal interface IAvroEncodePlan<in T>
{
    /// <summary>Writes the prefix and the whole body, or nothing.</summary>
    /// <exception cref="AvroSerializationException">The value does not fit the schema.</exception>
    void Encode(T value, ReadOnlySpan<byte> prefix, IBufferWriter<byte> output);
}
