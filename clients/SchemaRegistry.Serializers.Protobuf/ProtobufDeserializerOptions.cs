using Google.Protobuf.Reflection;
using SchemaRegistry.Client.Serialization;

namespace SchemaRegistry.Serializers.Protobuf;

/// <summary>
/// How a <see cref="ProtobufDeserializer{T}"/> reads. Immutable; one object may serve several deserializers.
/// </summary>
public sealed class ProtobufDeserializerOptions : DeserializerOptions
{
    /// <summary>
    /// The message types that may come when the deserializer's type is an interface such as <c>IMessage</c>; each
    /// payload becomes the one that it names. Not needed for a class.
    /// </summary>
    public IReadOnlyCollection<MessageDescriptor> Types { get; init; } = [];
}
