using System.Text.Json;
using SchemaRegistry.Client.Serialization;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Serializers.Json;

/// <summary>
/// How a <see cref="JsonPayloadSerializer{T}"/> writes. Immutable; one object may serve several serializers.
/// </summary>
public sealed class JsonPayloadSerializerOptions : SerializerOptions
{
    /// <summary>The JSON Schema of the values; null for one that is made of their type.</summary>
    public string? Schema { get; init; }

    /// <summary>What <see cref="Schema"/> refers to, all of it registered already; usually nothing.</summary>
    public IReadOnlyList<SchemaReference> References { get; init; } = [];

    /// <summary>How System.Text.Json writes where no source-generated context says it.</summary>
    public JsonSerializerOptions Json { get; init; } = JsonSerializerOptions.Default;

    /// <summary>Whether values are held against the schema before they are written.</summary>
    public PayloadValidation Validation { get; init; } = PayloadValidation.Validate;
}
