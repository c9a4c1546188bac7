using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Server.Errors;

namespace SchemaRegistry.Server.Contracts;

/// <summary>Reads the bodies of key requests; what they may hold is the registry's to say.</summary>
internal static class KeyBody
{
    public static KekDraft ReadKek(ApiBody body) => new()
    {
        Name = body.Text("name"),
        KmsType = body.Text("kmsType"),
        KmsKeyId = body.Text("kmsKeyId"),
        KmsProps = body.TextMap("kmsProps"),
        Doc = body.Text("doc"),
        IsShared = body.Bool("shared") ?? false,
        IsDeleted = body.Bool("deleted") ?? false,
    };

    /// <summary>A member that is absent stays as it is, null clears it, anything else replaces it.</summary>
    public static Func<KeyEncryptionKey, KeyEncryptionKey> ReadUpdate(ApiBody body)
    {
        // Read before the change runs, so that a bad body is refused before anything else is done.
        var props = body.TextMap("kmsProps");
        var doc = body.Text("doc");
        var isShared = body.Bool("shared") ?? false;
        return kek => kek with
        {
            KmsProps = !body.Has("kmsProps") ? kek.KmsProps
                : props is null ? KeyEncryptionKey.NoProps
                : KmsProps.Merge(props, kek.KmsProps),
            Doc = body.Has("doc") ? doc : kek.Doc,
            IsShared = body.Has("shared") ? isShared : kek.IsShared,
        };
    }

    /// <param name="body">The request's.</param>
    /// <param name="subject">That of the path; null takes the body's.</param>
    /// <param name="isRewrap">Whether the key is wrapped anew.</param>
    public static DekDraft ReadDek(ApiBody body, string? subject, bool isRewrap) => new()
    {
        Subject = subject ?? body.Text("subject"),
        Algorithm = ReadAlgorithm(body),
        Version = body.Int("version") ?? 1,
        EncryptedKeyMaterial = body.Text("encryptedKeyMaterial"),
        IsDeleted = body.Bool("deleted") ?? false,
        IsRewrap = isRewrap,
    };

    private static DekAlgorithm ReadAlgorithm(ApiBody body)
    {
        if (body.Text("algorithm") is not { } name)
            return DekAlgorithm.Aes256Gcm;
        return DekAlgorithmNames.TryParse(name, out var algorithm)
            ? algorithm
            : throw new BadRequestException(
                400, "Cannot deserialize `algorithm`: it is one of AES128_GCM, AES256_GCM and AES256_SIV");
    }
}
