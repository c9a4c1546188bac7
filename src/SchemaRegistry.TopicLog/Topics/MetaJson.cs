using System.Text.Json.Serialization;

namespace SchemaRegistry.TopicLog.Topics;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TopicEntry))]
internal sealed partial class MetaJson : JsonSerializerContext;
