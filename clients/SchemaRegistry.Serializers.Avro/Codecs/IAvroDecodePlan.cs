namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>Reads bodies of one schema. Any thread may use it.</summary>
internal interface IAvroDecodePlan<out T>
{
    /// <exception cref="AvroSerializationException">The body is no data of the schema.</exception>
    T Decode(ReadOnlySpan<byte> body, TrailingBytes trailingBytes);
}
