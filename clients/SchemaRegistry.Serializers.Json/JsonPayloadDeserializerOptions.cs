using System.Text.Json;
using SchemaRegistry.Client.Serialization;

namespace SchemaRegistry.Serializers.Json;

/// <summary>
/// How a <see cref="JsonPayloadDeserializer{T}"/> reads. Immutable; one object may serve several deserializers.
/// </summary>
public sealed class JsonPayloadDeserializerOptions : DeserializerOptions
{
    /// <summary>How System.Text.Json reads where no source-generated context says it.</summary>
    public JsonSerializerOptions Json { get; init; } = JsonSerializerOptions.Default;

    /// <summary>Whether payloads are held against the schema that they were written with.</summary>
    public PayloadValidation Validation { get; init; } = PayloadValidation.Validate;
}
