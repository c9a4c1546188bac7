using Avro.Generic;
using Avro.Specific;

namespace SchemaRegistry.Serializers.Avro.Codecs;

/// <summary>Finds the codec of a .NET type.</summary>
internal static class AvroCodecs
{
    /// <exception cref="NotSupportedException">The type has none.</exception>
    public static IAvroPayloadCodec<T> Create<T>()
    {
        if (PrimitiveTypes.Find<T>() is { } primitive)
            return new PrimitiveCodec<T>(primitive);
        if (typeof(T) == typeof(GenericRecord))
            return (IAvroPayloadCodec<T>)(object)new GenericCodec();
        if (typeof(ISpecificRecord).IsAssignableFrom(typeof(T)))
            return (IAvroPayloadCodec<T>)Activator.CreateInstance(typeof(SpecificCodec<>).MakeGenericType(typeof(T)))!;

        throw new NotSupportedException(
            $"The type {typeof(T)} is not supported. Supported are GenericRecord, ISpecificRecord and its classes, "
            + $"and {PrimitiveTypes.Names}.");
    }
}
