using System.Text.Json.Serialization;
using SchemaRegistry.KeyManagement;

namespace SchemaRegistry.Registry.Keys;

/// <summary>The bodies of key changes: JSON, members in camel case, absent when null or false.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredKek))]
[JsonSerializable(typeof(StoredDek))]
internal sealed partial class KeyChangeJson : JsonSerializerContext;

/// <summary>A KEK as it is stored; its name is the change's subject.</summary>
internal sealed record StoredKek(
    string KmsType,
    string KmsKeyId,
    SortedDictionary<string, string>? KmsProps,
    string? Doc,
    bool Shared,
    bool Deleted);

/// <summary>A DEK as it is stored; without material it was removed.</summary>
internal sealed record StoredDek(string KekName, string Algorithm, string? EncryptedKeyMaterial, bool Deleted);
