using System.Buffers;
using SchemaRegistry.Client;
using SchemaRegistry.Serializers.Avro.Codecs;

namespace SchemaRegistry.Serializers.Avro.Plans;

/// <summary>
/// Writes payloads: one probe of a table, the frame, the body. Only when the table has no target the registry is asked.
/// Several callers may ask for the same at once; the client below answers them with one request.
/// </summary>
internal sealed class SerializerEngine<T>(SchemaSource source, AvroSerializerOptions options, TimeProvider time)
{
    private static readonly TimeSpan DefaultLatestAge = TimeSpan.FromMinutes(5);

    /// <summary>Asked first, since to compare an int with null may box it.</summary>
    private static readonly bool CanBeNull = !typeof(T).IsValueType;

    private readonly IAvroPayloadCodec<T> _codec = AvroCodecs.Create<T>();
    private readonly PlanTable<TargetKey, EncodeTarget<T>> _targets = new();

    public bool TrySerialize(T value, in SerializationContext context, IBufferWriter<byte> output)
    {
        if (CanBeNull && value is null)
            throw new ArgumentNullException(nameof(value), "A null value has no payload: send the record without one.");
        var key = new TargetKey(context.Topic, context.Part, _codec.SchemaKeyOf(value));
        if (!_targets.TryGet(key, out var target) || IsExpired(target))
            return false;
        Write(target, value, context, output);
        return true;
    }

    public ValueTask SerializeAsync(
        T value, SerializationContext context, IBufferWriter<byte> output, CancellationToken cancellationToken) =>
        TrySerialize(value, context, output)
            ? ValueTask.CompletedTask
            : ResolveAndWriteAsync(value, context, output, cancellationToken);

    private async ValueTask ResolveAndWriteAsync(
        T value, SerializationContext context, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        var declared = _codec.SchemaOf(value);
        var subject = options.Subject.GetSubject(context, declared.Parsed.Name);
        var resolved = await source
            .ResolveAsync(subject, declared, options.Selection, cancellationToken)
            .ConfigureAwait(false);
        var target = new EncodeTarget<T>(
            Frame(resolved, subject), options.Carrier, _codec.PlanEncode(declared, resolved.Schema), Expires());
        _targets.Set(new TargetKey(context.Topic, context.Part, _codec.SchemaKeyOf(value)), target);
        Write(target, value, context, output);
    }

    private static void Write(
        EncodeTarget<T> target, T value, in SerializationContext context, IBufferWriter<byte> output)
    {
        try
        {
            target.Write(value, context, output);
        }
        catch (AvroSerializationException e)
        {
            throw new AvroSerializationException(
                $"Topic '{context.Topic}', {Framing.Describe(context.Part)}: {e.Message}", e.InnerException);
        }
    }

    private byte[] Frame(TargetSchema schema, string subject)
    {
        if (options.Carrier == SchemaIdCarrier.Prefix)
            return Framing.Prefix(schema.Id);
        return schema.Guid is { } guid
            ? Framing.HeaderValue(guid)
            : throw new AvroSerializationException(
                $"The registry answered no GUID for the schema of subject '{subject}', so its id can not be carried in a header. "
                + "Use the prefix, or a registry that answers GUIDs.");
    }

    private bool IsExpired(EncodeTarget<T> target) => target.Expires is { } expires && time.GetTimestamp() >= expires;

    private long? Expires()
    {
        if (options.Selection is not SchemaSelection.Latest latest)
            return null;
        var age = latest.MaxAge ?? DefaultLatestAge;
        return time.GetTimestamp() + (long)(age.TotalSeconds * time.TimestampFrequency);
    }
}
