using System.Buffers;

namespace SchemaRegistry.Client.Serialization;

/// <summary>
/// What the serializers of all formats have in common: one probe of a table, the frame, the body. Only when the table
/// has no target the registry is asked. Several callers may ask for the same at once; the client answers them with one
/// request. Any thread may use it; make one per process and type.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
public abstract class RegistrySerializer<T> : IRegistrySerializer<T>
{
    private static readonly TimeSpan DefaultLatestAge = TimeSpan.FromMinutes(5);

    /// <summary>Asked first, since to compare an int with null may box it.</summary>
    private static readonly bool CanBeNull = !typeof(T).IsValueType;

    private readonly SerializerOptions _options;
    private readonly TimeProvider _time;
    private readonly PlanTable<TargetKey, WriteTarget<T>> _targets = new();

    /// <summary>Makes a serializer; the registry is asked at the first value, not here.</summary>
    /// <param name="registry">The registry; it is not disposed by the serializer.</param>
    /// <param name="options">How to write.</param>
    /// <param name="timeProvider">The clock by which the latest version grows old, or null for the system's.</param>
    protected RegistrySerializer(
        ISchemaRegistryClient registry, SerializerOptions options, TimeProvider? timeProvider)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(options);
        Registry = registry;
        _options = options;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>The registry.</summary>
    protected ISchemaRegistryClient Registry { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="PayloadException">
    /// The value does not fit its schema or the registered one, or a header is asked for and the record has none.
    /// </exception>
    public bool TrySerialize(T value, in SerializationContext context, IBufferWriter<byte> output)
    {
        if (CanBeNull && value is null)
            throw new ArgumentNullException(nameof(value), "A null value has no payload: send the record without one.");
        var key = new TargetKey(context.Topic, context.Part, GetSchemaKey(value));
        if (!_targets.TryGet(key, out var target) || IsExpired(target))
            return false;
        Write(target, value, context, output);
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="PayloadException">
    /// The value does not fit its schema or the registered one, or a header is asked for and the record or registry
    /// has none.
    /// </exception>
    /// <exception cref="ArgumentException">The subject's strategy needs a record name, and there is none.</exception>
    public ValueTask SerializeAsync(
        T value,
        SerializationContext context,
        IBufferWriter<byte> output,
        CancellationToken cancellationToken = default) =>
        TrySerialize(value, context, output)
            ? ValueTask.CompletedTask
            : ResolveAndWriteAsync(value, context, output, cancellationToken);

    /// <summary>An object that stands for the schema of the value: the same reference means the same schema.</summary>
    /// <param name="value">The value, not null.</param>
    /// <returns>The object; it is kept as long as a target is.</returns>
    protected abstract object GetSchemaKey(T value);

    /// <summary>Finds out under which registered schema values like this one are written, and how.</summary>
    /// <param name="value">The value, not null.</param>
    /// <param name="context">Where its payload goes to.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller.</param>
    /// <returns>The plan; it is used for all values with the same schema key.</returns>
    /// <exception cref="PayloadException">The registered schema can not hold such values.</exception>
    protected abstract ValueTask<WritePlan<T>> PlanAsync(
        T value, SerializationContext context, CancellationToken cancellationToken);

    /// <summary>The subject of a payload, by the strategy of the options.</summary>
    /// <param name="context">Where the payload goes to.</param>
    /// <param name="recordName">The full name of record or message, or the title; null where it has none.</param>
    /// <returns>The subject's name.</returns>
    /// <exception cref="ArgumentException">The strategy needs a record name, and there is none.</exception>
    protected string GetSubject(in SerializationContext context, string? recordName) =>
        _options.Subject.GetSubject(context, recordName);

    /// <summary>The registered schema that the options select for values of a schema.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="own">The values' own schema.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller.</param>
    /// <returns>
    /// The schema: the values' own when it is registered or looked up, another one when an id or the latest version is
    /// asked for.
    /// </returns>
    protected ValueTask<RegisteredSchema> SelectAsync(
        string subject, SchemaDefinition own, CancellationToken cancellationToken) => _options.Selection switch
    {
        SchemaSelection.AutoRegister { Normalization: var normalization } =>
            Registry.RegisterAsync(subject, own, normalization, cancellationToken),
        SchemaSelection.LookUp { Normalization: var normalization } =>
            Registry.LookUpAsync(subject, own, normalization, cancellationToken),
        SchemaSelection.Pinned { Id: var id } => Registry.GetByIdAsync(id, subject, cancellationToken),
        _ => Registry.GetLatestAsync(subject, cancellationToken),
    };

    /// <summary>Whether the options select the values' own schema, rather than one that may differ from it.</summary>
    protected bool SelectsOwnSchema => _options.Selection is SchemaSelection.AutoRegister or SchemaSelection.LookUp;

    private async ValueTask ResolveAndWriteAsync(
        T value, SerializationContext context, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        WritePlan<T> plan;
        try
        {
            plan = await PlanAsync(value, context, cancellationToken).ConfigureAwait(false);
        }
        catch (PayloadException e)
        {
            throw AddPlace(e, context);
        }

        var target = new WriteTarget<T>(Frame(plan, context), _options.Carrier, plan.Writer, Expires());
        _targets.Set(new TargetKey(context.Topic, context.Part, GetSchemaKey(value)), target);
        Write(target, value, context, output);
    }

    private static void Write(
        WriteTarget<T> target, T value, in SerializationContext context, IBufferWriter<byte> output)
    {
        try
        {
            target.Write(value, context, output);
        }
        catch (PayloadException e)
        {
            throw AddPlace(e, context);
        }
    }

    private static PayloadException AddPlace(PayloadException e, in SerializationContext context) =>
        new($"Topic '{context.Topic}', {Serialization.Frame.Describe(context.Part)}: {e.Message}", e.InnerException);

    private byte[] Frame(WritePlan<T> plan, in SerializationContext context)
    {
        var tail = plan.FrameTail.Span;
        if (_options.Carrier == SchemaIdCarrier.Prefix)
            return Serialization.Frame.Prefix(plan.Schema.Id, tail);
        return plan.Schema.Guid is { } guid
            ? Serialization.Frame.HeaderValue(guid, tail)
            : throw new PayloadException(
                $"Topic '{context.Topic}', {Serialization.Frame.Describe(context.Part)}: the registry answered no GUID for "
                + "the schema, so its id can not be carried in a header. Use the prefix, or a registry that answers GUIDs.");
    }

    private bool IsExpired(WriteTarget<T> target) => target.Expires is { } expires && _time.GetTimestamp() >= expires;

    private long? Expires()
    {
        if (_options.Selection is not SchemaSelection.Latest latest)
            return null;
        var age = latest.MaxAge ?? DefaultLatestAge;
        var now = _time.GetTimestamp();
        return now + (long)Math.Min(age.TotalSeconds * _time.TimestampFrequency, (double)(long.MaxValue - now) / 2);
    }
}
