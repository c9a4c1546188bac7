using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Client.Serialization;

/// <summary>
/// What the deserializers of all formats have in common: the frame, one probe of a table, the body. Only when the table
/// has no reader the registry is asked. Any thread may use it; make one per process and type.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
public abstract class RegistryDeserializer<T> : IRegistryDeserializer<T>
{
    private readonly ISchemaRegistryClient _registry;
    private readonly DeserializerOptions _options;
    private readonly SchemaType _type;
    private readonly PlanTable<WriterKey, IPayloadReader<T>> _readers = new();

    /// <summary>Makes a deserializer; the registry is asked at the first payload, not here.</summary>
    /// <param name="registry">The registry; it is not disposed by the deserializer.</param>
    /// <param name="options">How to read.</param>
    /// <param name="type">The language of the schemas; a payload of another is refused.</param>
    protected RegistryDeserializer(ISchemaRegistryClient registry, DeserializerOptions options, SchemaType type)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(options);
        _registry = registry;
        _options = options;
        _type = type;
    }

    /// <inheritdoc/>
    /// <exception cref="PayloadException">
    /// The payload names no schema, is no data of its schema, or can not be read as this type.
    /// </exception>
    public bool TryDeserialize(ReadOnlySpan<byte> payload, in SerializationContext context, out T value)
    {
        var schema = Frame.Read(payload, context, out var framed);
        if (!_readers.TryGet(new WriterKey(schema, context.Topic, context.Part), out var reader))
        {
            value = default!;
            return false;
        }

        value = Read(reader, framed, schema, context);
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="PayloadException">
    /// The payload names no schema, is no data of its schema, or can not be read as this type.
    /// </exception>
    public ValueTask<T> DeserializeAsync(
        ReadOnlyMemory<byte> payload, SerializationContext context, CancellationToken cancellationToken = default) =>
        TryDeserialize(payload.Span, context, out var value)
            ? ValueTask.FromResult(value)
            : ResolveAndReadAsync(payload, context, cancellationToken);

    /// <summary>Finds out how payloads of a schema are read.</summary>
    /// <param name="writer">The schema that the payloads name, of the deserializer's language.</param>
    /// <param name="references">What the schema refers to.</param>
    /// <returns>The reader; it is used for all payloads with the schema.</returns>
    /// <exception cref="PayloadException">The type can not be read from such payloads.</exception>
    protected abstract IPayloadReader<T> Plan(SchemaDefinition writer, ReferenceSet references);

    private async ValueTask<T> ResolveAndReadAsync(
        ReadOnlyMemory<byte> payload, SerializationContext context, CancellationToken cancellationToken)
    {
        var schema = Frame.Read(payload.Span, context, out _);
        var subject = _options.Subject.GetSubjectOfTopic(context);
        var found = schema.IsGuid
            ? await _registry.GetByGuidAsync(schema.Guid, cancellationToken).ConfigureAwait(false)
            : await _registry.GetByIdAsync(schema.Id, subject, cancellationToken).ConfigureAwait(false);
        var references = await _registry
            .GetReferencesAsync(found.Definition, cancellationToken)
            .ConfigureAwait(false);
        var reader = Plan(found.Definition, references, schema, context);
        _readers.Set(new WriterKey(schema, context.Topic, context.Part), reader);

        _ = Frame.Read(payload.Span, context, out var framed);
        return Read(reader, framed, schema, context);
    }

    private IPayloadReader<T> Plan(
        SchemaDefinition writer, ReferenceSet references, SchemaKey schema, in SerializationContext context)
    {
        try
        {
            return writer.Type == _type
                ? Plan(writer, references)
                : throw new PayloadException(
                    $"the schema is of the type {writer.Type.ToName()}, but this deserializer reads {_type.ToName()}.");
        }
        catch (PayloadException e)
        {
            throw AddPlace(e, schema, context);
        }
    }

    private static T Read(
        IPayloadReader<T> reader, FramedPayload payload, SchemaKey schema, in SerializationContext context)
    {
        try
        {
            return reader.Read(payload);
        }
        catch (PayloadException e)
        {
            throw AddPlace(e, schema, context);
        }
    }

    private static PayloadException AddPlace(
        PayloadException e, SchemaKey schema, in SerializationContext context) =>
        new($"Topic '{context.Topic}', {Frame.Describe(context.Part)}, {schema}: {e.Message}", e.InnerException);
}
