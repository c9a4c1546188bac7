using System.Text.Json.Serialization.Metadata;
using SchemaRegistry.Client;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Serializers.Json.Bodies;
using SchemaRegistry.Serializers.Json.Schemas;

namespace SchemaRegistry.Serializers.Json;

/// <summary>
/// Reads JSON payloads, and holds them first against the schema that they were written with. Any thread may use it;
/// make one per process and type.
/// </summary>
/// <typeparam name="T">Any type that System.Text.Json reads.</typeparam>
public sealed class JsonPayloadDeserializer<T> : RegistryDeserializer<T>
{
    private readonly JsonTypeInfo<T> _typeInfo;
    private readonly PayloadValidation _validation;

    /// <summary>Makes a deserializer; the registry is asked at the first payload, not here.</summary>
    /// <param name="registry">The registry; it is not disposed by the deserializer.</param>
    /// <param name="typeInfo">
    /// The type in a source-generated context: no reflection, fit for trimming. Null to find it out by reflection, with
    /// <see cref="JsonPayloadDeserializerOptions.Json"/>.
    /// </param>
    /// <param name="options">How to read, or null for the usual way.</param>
    public JsonPayloadDeserializer(
        ISchemaRegistryClient registry,
        JsonTypeInfo<T>? typeInfo = null,
        JsonPayloadDeserializerOptions? options = null)
        : base(registry, options ?? new JsonPayloadDeserializerOptions(), SchemaType.Json)
    {
        options ??= new JsonPayloadDeserializerOptions();
        _typeInfo = typeInfo ?? TypeInfos.Find<T>(options.Json);
        _validation = options.Validation;
    }

    /// <inheritdoc/>
    protected override IPayloadReader<T> Plan(SchemaDefinition writer, ReferenceSet references) =>
        new JsonBodyReader<T>(_typeInfo, PayloadSchema.Parse(writer, references).CreateCheck(_validation));
}
