using System.Text.Json.Serialization.Metadata;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats;
using SchemaRegistry.Serializers.Json.Bodies;
using SchemaRegistry.Serializers.Json.Schemas;

namespace SchemaRegistry.Serializers.Json;

/// <summary>
/// Writes values as JSON with the id of their schema in front or in a header, and holds them against the schema first.
/// Any thread may use it; make one per process and type.
/// </summary>
/// <typeparam name="T">Any type that System.Text.Json writes.</typeparam>
public sealed class JsonPayloadSerializer<T> : RegistrySerializer<T>
{
    private readonly JsonTypeInfo<T> _typeInfo;
    private readonly JsonPayloadSerializerOptions _options;
    private readonly Lazy<SchemaDefinition> _own;

    /// <summary>Makes a serializer; the registry is asked at the first value, not here.</summary>
    /// <param name="registry">The registry; it is not disposed by the serializer.</param>
    /// <param name="typeInfo">
    /// The type in a source-generated context: no reflection, fit for trimming. Null to find it out by reflection, with
    /// <see cref="JsonPayloadSerializerOptions.Json"/>.
    /// </param>
    /// <param name="options">How to write, or null for the usual way.</param>
    /// <param name="timeProvider">The clock by which the latest version grows old, or null for the system's.</param>
    public JsonPayloadSerializer(
        ISchemaRegistryClient registry,
        JsonTypeInfo<T>? typeInfo = null,
        JsonPayloadSerializerOptions? options = null,
        TimeProvider? timeProvider = null)
        : base(registry, options ?? new JsonPayloadSerializerOptions(), timeProvider)
    {
        _options = options ?? new JsonPayloadSerializerOptions();
        _typeInfo = typeInfo ?? TypeInfos.Find<T>(_options.Json);
        _own = new Lazy<SchemaDefinition>(MakeDefinition);
    }

    /// <inheritdoc/>
    protected override object GetSchemaKey(T value) => this;

    /// <inheritdoc/>
    protected override async ValueTask<WritePlan<T>> PlanAsync(
        T value, SerializationContext context, CancellationToken cancellationToken)
    {
        var own = _own.Value;
        var references = await Registry.GetReferencesAsync(own, cancellationToken).ConfigureAwait(false);
        var schema = PayloadSchema.Parse(own, references);
        var selected = await SelectAsync(GetSubject(context, schema.Name), own, cancellationToken)
            .ConfigureAwait(false);
        if (!SelectsOwnSchema)
        {
            references = await Registry
                .GetReferencesAsync(selected.Definition, cancellationToken)
                .ConfigureAwait(false);
            schema = PayloadSchema.Parse(selected.Definition, references);
        }

        return new WritePlan<T>(selected, new JsonBodyWriter<T>(_typeInfo, schema.CreateCheck(_options.Validation)));
    }

    private SchemaDefinition MakeDefinition() => new(
        SchemaType.Json, _options.Schema ?? TypeSchemas.Create(typeof(T), _typeInfo.Options))
    {
        References = _options.References,
    };
}
