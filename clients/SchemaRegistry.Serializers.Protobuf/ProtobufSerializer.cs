using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats;
using SchemaRegistry.Serializers.Protobuf.Messages;
using SchemaRegistry.Serializers.Protobuf.Registration;

namespace SchemaRegistry.Serializers.Protobuf;

/// <summary>
/// Writes messages of Google.Protobuf with the id of their schema and the path of their type in front or in a header.
/// The files that the schema imports are registered first, as references. Any thread may use it; make one per process
/// and type.
/// </summary>
/// <typeparam name="T">A generated class, or <c>IMessage</c> for all of them.</typeparam>
public sealed class ProtobufSerializer<T> : RegistrySerializer<T>
    where T : class, IMessage
{
    private readonly FileDefinitions _files;

    /// <summary>Makes a serializer; the registry is asked at the first value, not here.</summary>
    /// <param name="registry">The registry; it is not disposed by the serializer.</param>
    /// <param name="options">How to write, or null for the usual way.</param>
    /// <param name="timeProvider">The clock by which the latest version grows old, or null for the system's.</param>
    public ProtobufSerializer(
        ISchemaRegistryClient registry, ProtobufSerializerOptions? options = null, TimeProvider? timeProvider = null)
        : base(registry, options ?? new ProtobufSerializerOptions(), timeProvider) =>
        _files = new FileDefinitions(registry, options ?? new ProtobufSerializerOptions());

    /// <inheritdoc/>
    protected override object GetSchemaKey(T value) => value.Descriptor;

    /// <inheritdoc/>
    protected override async ValueTask<WritePlan<T>> PlanAsync(
        T value, SerializationContext context, CancellationToken cancellationToken)
    {
        var type = value.Descriptor;
        var subject = GetSubject(context, type.FullName);
        if (SelectsOwnSchema)
        {
            var own = await _files.DefineAsync(type.File, cancellationToken).ConfigureAwait(false);
            var registered = await SelectAsync(subject, own, cancellationToken).ConfigureAwait(false);
            var stored = await StoredAsync(registered, own, subject, cancellationToken).ConfigureAwait(false);
            return Plan(registered, type, stored.PathOf(type));
        }

        var text = new SchemaDefinition(SchemaType.Protobuf, FileDefinitions.Print(type.File));
        var selected = await SelectAsync(subject, text, cancellationToken).ConfigureAwait(false);
        var file = await ReadAsync(selected.Definition, cancellationToken).ConfigureAwait(false);
        return Plan(selected, type, file.FindPath(type));
    }

    /// <summary>
    /// The text that the registry made of the own schema: its messages may stand in another order, and readers count in
    /// it. A registry that answers no text with a registration is asked for it.
    /// </summary>
    private async ValueTask<RegisteredFile> StoredAsync(
        RegisteredSchema registered, SchemaDefinition own, string subject, CancellationToken cancellationToken)
    {
        if (registered.Definition.Text == own.Text)
        {
            registered = await Registry
                .GetByIdAsync(registered.Id, subject, cancellationToken)
                .ConfigureAwait(false);
        }

        return await ReadAsync(registered.Definition, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<RegisteredFile> ReadAsync(SchemaDefinition schema, CancellationToken cancellationToken)
    {
        var references = await Registry.GetReferencesAsync(schema, cancellationToken).ConfigureAwait(false);
        return new RegisteredFile(schema, references);
    }

    private static WritePlan<T> Plan(RegisteredSchema schema, MessageDescriptor type, byte[] path) =>
        new(schema, new MessageWriter<T>(type)) { FrameTail = path };
}
