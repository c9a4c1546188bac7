using SchemaRegistry.Client;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Serializers.Avro.Codecs;

namespace SchemaRegistry.Serializers.Avro.Plans;

/// <summary>
/// Reads payloads: the frame, one probe of a table, the body. Only when the table has no plan the registry is asked.
/// </summary>
internal sealed class DeserializerEngine<T>
{
    private readonly SchemaSource _source;
    private readonly AvroDeserializerOptions _options;
    private readonly AvroParsedSchema? _reader;
    private readonly IAvroPayloadCodec<T> _codec = AvroCodecs.Create<T>();
    private readonly PlanTable<WriterKey, IAvroDecodePlan<T>> _plans = new();

    /// <exception cref="ArgumentException">There is a reader's schema, but T has its own.</exception>
    public DeserializerEngine(SchemaSource source, AvroDeserializerOptions options)
    {
        _source = source;
        _options = options;
        if (options.ReaderSchema is null)
            return;
        if (_codec.Declared is not null)
        {
            throw new ArgumentException(
                $"{typeof(T)} is read with its own schema; {nameof(options.ReaderSchema)} is for GenericRecord.",
                nameof(options));
        }

        _reader = ApacheSchemas.Parse(options.ReaderSchema);
    }

    public bool TryDeserialize(ReadOnlySpan<byte> payload, in SerializationContext context, out T value)
    {
        var schema = Framing.Read(payload, context, out var body);
        if (!_plans.TryGet(new WriterKey(schema, context.Topic, context.Part), out var plan))
        {
            value = default!;
            return false;
        }

        value = Decode(plan, body, schema, context);
        return true;
    }

    public ValueTask<T> DeserializeAsync(
        ReadOnlyMemory<byte> payload, SerializationContext context, CancellationToken cancellationToken) =>
        TryDeserialize(payload.Span, context, out var value)
            ? ValueTask.FromResult(value)
            : ResolveAndReadAsync(payload, context, cancellationToken);

    private async ValueTask<T> ResolveAndReadAsync(
        ReadOnlyMemory<byte> payload, SerializationContext context, CancellationToken cancellationToken)
    {
        var schema = Framing.Read(payload.Span, context, out _);
        var writer = await _source
            .GetAsync(schema, _options.Subject.GetSubjectOfTopic(context), cancellationToken)
            .ConfigureAwait(false);
        var plan = Plan(writer, schema, context);
        _plans.Set(new WriterKey(schema, context.Topic, context.Part), plan);

        _ = Framing.Read(payload.Span, context, out var body);
        return Decode(plan, body, schema, context);
    }

    private IAvroDecodePlan<T> Plan(AvroParsedSchema writer, SchemaKey schema, in SerializationContext context)
    {
        try
        {
            return _codec.PlanDecode(writer, _reader);
        }
        catch (AvroSerializationException e)
        {
            throw AddPlace(e, schema, context);
        }
    }

    private T Decode(
        IAvroDecodePlan<T> plan, ReadOnlySpan<byte> body, SchemaKey schema, in SerializationContext context)
    {
        try
        {
            return plan.Decode(body, _options.TrailingBytes);
        }
        catch (AvroSerializationException e)
        {
            throw AddPlace(e, schema, context);
        }
    }

    private static AvroSerializationException AddPlace(
        AvroSerializationException e, SchemaKey schema, in SerializationContext context) =>
        new($"Topic '{context.Topic}', {Framing.Describe(context.Part)}, {schema}: {e.Message}", e.InnerException);
}
