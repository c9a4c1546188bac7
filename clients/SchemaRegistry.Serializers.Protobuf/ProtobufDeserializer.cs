using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Serializers.Protobuf.Messages;

namespace SchemaRegistry.Serializers.Protobuf;

/// <summary>
/// Reads payloads as messages of Google.Protobuf. Each payload names its message type by a path into the schema that it
/// was written with; another type than the deserializer's is refused, never taken for it. Any thread may use it; make
/// one per process and type.
/// </summary>
/// <typeparam name="T">
/// A generated class; or <c>IMessage</c>, with <see cref="ProtobufDeserializerOptions.Types"/> for what may come.
/// </typeparam>
public sealed class ProtobufDeserializer<T> : RegistryDeserializer<T>
    where T : class, IMessage
{
    private readonly MessageTypes _types;

    /// <summary>Makes a deserializer; the registry is asked at the first payload, not here.</summary>
    /// <param name="registry">The registry; it is not disposed by the deserializer.</param>
    /// <param name="options">How to read, or null for the usual way.</param>
    /// <exception cref="ArgumentException">
    /// <typeparamref name="T"/> is no class and the options have no types, or it is one and they have others.
    /// </exception>
    public ProtobufDeserializer(ISchemaRegistryClient registry, ProtobufDeserializerOptions? options = null)
        : base(registry, options ?? new ProtobufDeserializerOptions(), SchemaType.Protobuf) =>
        _types = MessageTypes.Create<T>(options?.Types ?? []);

    /// <inheritdoc/>
    protected override IPayloadReader<T> Plan(SchemaDefinition writer, ReferenceSet references) =>
        new MessageReader<T>(_types, new RegisteredFile(writer, references));
}
