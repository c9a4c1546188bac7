using System.Security.Cryptography;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.Settings;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// Makes DEKs ready, outside the gate, since a KMS may be slow: nothing is stored before the KMS has done its part, so
/// that its failure leaves nothing behind.
/// </summary>
internal sealed class DekCreation(KeyWrapping wrapping, int maxKeys)
{
    /// <exception cref="RegistryException">The key can not be created, or the KMS failed.</exception>
    public async Task<DekPlan> PrepareAsync(
        IRegistryView view, string kekName, DekDraft draft, CancellationToken cancellationToken)
    {
        KeyRules.CheckName(kekName);
        var id = KeyRules.Read(draft);
        var state = KeyLookup.Kek(
            view, kekName, draft.IsDeleted ? DeletedVersions.Included : DeletedVersions.Excluded);
        var (kek, old) = (state.Kek, state.Find(id));
        var sent = draft.EncryptedKeyMaterial is { Length: > 0 } given ? given : null;
        Check(kek, old, draft, sent);
        CheckCount(view, old, maxKeys);

        var draftKey = new DataEncryptionKey(kekName, id, sent ?? "", draft.IsDeleted, 0);
        if (!kek.IsShared)
            return new DekPlan(kek, old, draftKey, null);

        // In IMPORT keys are copies of others: what came is taken as it is, and no key is given out in clear.
        var isImport = EffectiveSettings.Mode(view, id.Series.Subject) == RegistryMode.Import;
        if (sent is not null && isImport)
            return new DekPlan(kek, old, draftKey, null);

        var material = await OpenOrMakeAsync(kek, old, draftKey, cancellationToken);
        try
        {
            if (sent is null)
            {
                draftKey = draftKey with
                {
                    EncryptedKeyMaterial = await wrapping.WrapAsync(
                        kek, id.Series.Subject.ToString(), material, cancellationToken),
                };
            }

            return new DekPlan(kek, old, draftKey, isImport ? null : Convert.ToBase64String(material));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(material);
        }
    }

    public static void CheckCount(IRegistryView view, DataEncryptionKey? old, int maxKeys)
    {
        if (old is null && view.KeyCount.Deks >= maxKeys)
            throw new RegistryException(RegistryErrorCode.TooManyKeys) { Text = $"{maxKeys}" };
    }

    /// <summary>
    /// A key that is there stays, save that creating it brings it back from deletion when it is the same, and that it
    /// may be wrapped anew. The material under a shared KEK is not replaced.
    /// </summary>
    private static void Check(KeyEncryptionKey kek, DataEncryptionKey? old, DekDraft draft, string? sent)
    {
        if (old is not null)
        {
            var isOpposite = draft.IsDeleted != old.IsDeleted && old.EncryptedKeyMaterial == sent;
            if ((!draft.IsRewrap && !isOpposite) || (sent is not null && kek.IsShared))
                throw new RegistryException(RegistryErrorCode.KeyExists) { Text = old.Id.Series.Subject.ToString() };
        }

        var isLegal = sent is null
            ? kek.IsShared
            : !kek.IsShared || Convert.TryFromBase64String(sent, new byte[sent.Length], out _);
        if (!isLegal)
            throw KeyRules.Invalid("encryptedKeyMaterial");
    }

    /// <summary>The key in clear: of the one that is wrapped anew, of the one that was sent, or a fresh one.</summary>
    private async Task<byte[]> OpenOrMakeAsync(
        KeyEncryptionKey kek, DataEncryptionKey? old, DataEncryptionKey draft, CancellationToken cancellationToken)
    {
        var encrypted = old?.EncryptedKeyMaterial ?? draft.EncryptedKeyMaterial;
        return encrypted.Length == 0
            ? KeyMaterial.Generate(draft.Id.Series.Algorithm)
            : await wrapping.UnwrapAsync(
                kek, draft.Id.Series.Subject.ToString(), encrypted, cancellationToken);
    }
}
