namespace SchemaRegistry.KeyManagement;

/// <summary>
/// A key management system (KMS): holds keys that never leave it, and wraps other keys with them. Called by many
/// threads at once; the registry does not wait for ever, and drops what comes too late. It gives its task back without
/// blocking. The bytes that it gets are its own until its task is done, or given up.
/// </summary>
public interface IKeyManagementSystem
{
    /// <summary>The <c>kmsType</c> of the KEKs that it serves, as <c>local-kms</c>.</summary>
    string Type { get; }

    /// <summary>Encrypts a key with authentication, without associated data.</summary>
    /// <exception cref="KeyManagementException">It can not, or may not.</exception>
    ValueTask<byte[]> WrapAsync(KmsKey key, ReadOnlyMemory<byte> material, CancellationToken cancellationToken);

    /// <summary>
    /// Decrypts what <see cref="WrapAsync"/> gave, or a client with the same key. The array is the caller's, who
    /// overwrites it when the key is no longer needed.
    /// </summary>
    /// <exception cref="KeyManagementException">It can not, or may not, or the bytes are not of this
    /// key.</exception>
    ValueTask<byte[]> UnwrapAsync(KmsKey key, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken);
}
