using System.Security.Cryptography;
using System.Text;

namespace SchemaRegistry.KeyManagement;

/// <summary>
/// The KMS type <c>local-kms</c>: keys derived from a secret that registry and clients share, for tests and small
/// installations. As in Confluent's clients (<c>LocalKmsClient</c>), so that each opens what the other wrapped: the key
/// is HKDF-SHA-256 of the secret in UTF-8, without salt and info, 16 bytes; the key id plays no part. A wrapped key is
/// <code>
/// offset      size  meaning
/// 0           12    nonce, random
/// 12          n     the key, encrypted with AES-128-GCM, no associated data
/// 12 + n      16    tag
/// </code>
/// The KEK's properties <c>secret</c> and <c>old.secrets</c> (with commas) win over the operator's. Old secrets only
/// open. Any thread.
/// </summary>
public sealed class LocalKeyManagement : IKeyManagementSystem
{
    public const string SecretProp = "secret";
    public const string OldSecretsProp = "old.secrets";

    private const int KeySize = 16;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly string? _secret;
    private readonly IReadOnlyList<string> _oldSecrets;

    /// <param name="secret">Null leaves it to the KEKs to have one.</param>
    /// <param name="oldSecrets">Secrets that keys were wrapped with before.</param>
    public LocalKeyManagement(string? secret = null, IReadOnlyList<string>? oldSecrets = null)
    {
        _secret = secret;
        _oldSecrets = oldSecrets ?? [];
    }

    public string Type => "local-kms";

    public ValueTask<byte[]> WrapAsync(
        KmsKey key, ReadOnlyMemory<byte> material, CancellationToken cancellationToken)
    {
        var wrapped = new byte[NonceSize + material.Length + TagSize];
        var nonce = wrapped.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = Open(CurrentSecret(key));
        aes.Encrypt(nonce, material.Span, wrapped.AsSpan(NonceSize, material.Length), wrapped.AsSpan(^TagSize..));
        return new(wrapped);
    }

    public ValueTask<byte[]> UnwrapAsync(
        KmsKey key, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken)
    {
        if (wrapped.Length < NonceSize + TagSize)
            throw new KeyManagementException(
                $"the encrypted key has {wrapped.Length} bytes; with nonce and tag it has at least {NonceSize + TagSize}");
        foreach (var secret in (string[])[CurrentSecret(key), .. OldSecrets(key)])
        {
            if (TryUnwrap(secret, wrapped.Span) is { } material)
                return new(material);
        }

        throw new KeyManagementException("the key was not encrypted with the local secret, or was changed since");
    }

    private static byte[]? TryUnwrap(string secret, ReadOnlySpan<byte> wrapped)
    {
        var material = new byte[wrapped.Length - NonceSize - TagSize];
        using var aes = Open(secret);
        try
        {
            aes.Decrypt(wrapped[..NonceSize], wrapped[NonceSize..^TagSize], wrapped[^TagSize..], material);
            return material;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static AesGcm Open(string secret)
    {
        Span<byte> key = stackalloc byte[KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), key, salt: [], info: []);
        try
        {
            return new AesGcm(key, TagSize);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private string CurrentSecret(KmsKey key) =>
        (key.Props.GetValueOrDefault(SecretProp) is { Length: > 0 } own ? own : _secret)
        ?? throw new KeyManagementException(
            "the registry has no local secret; set local-kms-secret of the server, or the property secret of the key");

    private IReadOnlyList<string> OldSecrets(KmsKey key) =>
        key.Props.GetValueOrDefault(OldSecretsProp)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? _oldSecrets;
}
