namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// A DEK as it is kept: encrypted by its KEK. The registry keeps no key in clear.
/// <paramref name="EncryptedKeyMaterial"/> is what the client sent, or base64 of what the key management system gave;
/// <paramref name="TimestampMs"/> counts from 1970 to the last change.
/// </summary>
public sealed record DataEncryptionKey(
    string KekName, DekId Id, string EncryptedKeyMaterial, bool IsDeleted, long TimestampMs)
{
    /// <summary>The material is a secret only with the KEK, but has no place in a log either.</summary>
    public override string ToString() => $"DEK {Id} of {KekName}";
}
