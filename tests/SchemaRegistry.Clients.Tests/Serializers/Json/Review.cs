using System.Text.Json.Serialization;

namespace SchemaRegistry.Clients.Tests.Serializers.Json;

internal sealed record Review(string OrderId, int Stars, string? Text = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Review))]
internal sealed partial class ReviewContext : JsonSerializerContext;
