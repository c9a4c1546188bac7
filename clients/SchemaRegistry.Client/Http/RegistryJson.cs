using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaRegistry.Client.Http;

/// <summary>The API's JSON. Members that a registry leaves out are null, members that it adds are ignored.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SchemaBody))]
[JsonSerializable(typeof(SchemaAnswer))]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(ConfigBody))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<int>))]
internal sealed partial class RegistryJson : JsonSerializerContext;

internal sealed record ReferenceBody(string Name, string Subject, int Version);

internal sealed record SchemaBody(string Schema, string? SchemaType, IReadOnlyList<ReferenceBody>? References);

internal sealed record SchemaAnswer(
    int? Id, Guid? Guid, string? Subject, int? Version, string? SchemaType, string? Schema,
        IReadOnlyList<ReferenceBody>? References);

internal sealed record CheckAnswer(
    [property: JsonPropertyName("is_compatible")] bool IsCompatible,
    IReadOnlyList<string>? Messages,
    IReadOnlyList<SchemaIncompatibility>? Incompatibilities);

internal sealed record ConfigBody(string Compatibility);

internal sealed record ErrorAnswer([property: JsonPropertyName("error_code")] int ErrorCode, string? Message);
