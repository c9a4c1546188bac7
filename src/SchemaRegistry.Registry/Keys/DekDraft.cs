using SchemaRegistry.KeyManagement;

namespace SchemaRegistry.Registry.Keys;

/// <summary>A DEK as a request has it: any member may be missing or wrong.</summary>
public sealed class DekDraft
{
    public string? Subject { get; init; }

    public DekAlgorithm Algorithm { get; init; } = DekAlgorithm.Aes256Gcm;

    public int Version { get; init; } = 1;

    /// <summary>Null or empty asks the registry to make the key, which only a shared KEK allows.</summary>
    public string? EncryptedKeyMaterial { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>Whether an existing key is wrapped anew, as its KEK stands now.</summary>
    public bool IsRewrap { get; init; }
}
