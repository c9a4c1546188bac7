using SchemaRegistry.KeyManagement;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// A DEK for who may have it. <paramref name="KeyMaterial"/> is base64 of the key in clear under a shared KEK, and null
/// otherwise. Lives as long as its answer; nothing keeps it.
/// </summary>
public sealed record OpenedDek(DataEncryptionKey Key, string? KeyMaterial)
{
    /// <summary>Never the key in clear.</summary>
    public override string ToString() => Key.ToString();
}
