namespace SchemaRegistry.KeyManagement;

/// <summary>What data is encrypted with. The order is that of the API, and that of lists.</summary>
public enum DekAlgorithm
{
    Aes128Gcm,

    /// <summary>Where a request names none.</summary>
    Aes256Gcm,

    /// <summary>Deterministic: equal data gives equal ciphertext.</summary>
    Aes256Siv,
}
