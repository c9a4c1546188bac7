using System.Security.Cryptography;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Registration;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// All that changes keys. Every method answers when its change is durable and visible, and throws a
/// <see cref="RegistryException"/> when it is refused or the KMS failed; then nothing has changed. The KMS is asked
/// outside the gate. Safe for any thread.
/// </summary>
public sealed class KeyWriter
{
    /// <summary>Whom a trial of a shared KEK encrypts a key for, in the words of a refusal.</summary>
    private const string TrialSubject = "__TEST";

    private readonly RegistryScope _scope;
    private readonly WriteGate _gate;
    private readonly KeyWrapping _wrapping;
    private readonly DekCreation _creation;

    internal KeyWriter(RegistryScope scope, WriteGate gate, KeyWrapping wrapping)
    {
        _scope = scope;
        _gate = gate;
        _wrapping = wrapping;
        _creation = new DekCreation(wrapping, MaxKeys);
    }

    private int MaxKeys => _scope.Options.MaxKeys;

    /// <summary>Creates a KEK, or brings back a deleted one that says the same.</summary>
    /// <param name="draft">What was sent.</param>
    /// <param name="testSharing">Whether a shared one must prove first that it can encrypt.</param>
    /// <param name="cancellationToken">Gives up before the change is queued.</param>
    public async Task<KeyEncryptionKey> CreateKekAsync(
        KekDraft draft, bool testSharing, CancellationToken cancellationToken)
    {
        var kek = KeyRules.Read(draft);
        KekChanges.CheckNew(_scope.State, kek, MaxKeys);
        if (testSharing && kek.IsShared)
            await TryAsync(kek, cancellationToken);
        return await _gate.RunAsync(
            transaction => KekChanges.Create(transaction, kek, MaxKeys), cancellationToken);
    }

    /// <summary>Changes a KEK that is not deleted, and returns what it is then.</summary>
    /// <param name="name">Of the KEK.</param>
    /// <param name="change">Changes properties, doc and sharing only; may be called more than once.</param>
    /// <param name="testSharing">Whether a shared one must prove first that it can encrypt.</param>
    /// <param name="cancellationToken">Gives up before the change is queued.</param>
    public Task<KeyEncryptionKey> UpdateKekAsync(
        string name,
        Func<KeyEncryptionKey, KeyEncryptionKey> change,
        bool testSharing,
        CancellationToken cancellationToken) =>
        SettleAsync<KeyEncryptionKey>(
            name,
            async () =>
            {
                var kek = KeyLookup.Kek(_scope.State, name, DeletedVersions.Excluded).Kek;
                var updated = KekChanges.Updated(kek, change);
                if (testSharing && updated.IsShared)
                    await TryAsync(updated, cancellationToken);
                return transaction => KekChanges.Update(transaction, kek, updated);
            },
            cancellationToken);

    /// <summary>Proves that a shared KEK can encrypt, and returns it. Changes nothing.</summary>
    public async Task<KeyEncryptionKey> TestKekAsync(string name, CancellationToken cancellationToken)
    {
        var kek = KeyLookup.Kek(_scope.State, name, DeletedVersions.Excluded).Kek;
        if (!kek.IsShared)
            throw KeyRules.Invalid("shared");
        await TryAsync(kek, cancellationToken);
        return kek;
    }

    public Task DeleteKekAsync(string name, DeleteKind kind, CancellationToken cancellationToken) =>
        _gate.RunAsync(transaction => KekChanges.Delete(transaction, name, kind), cancellationToken);

    public Task UndeleteKekAsync(string name, CancellationToken cancellationToken) =>
        _gate.RunAsync(transaction => KekChanges.Undelete(transaction, name), cancellationToken);

    /// <summary>
    /// Creates a DEK, brings back a deleted one that is the same, or wraps one anew. Under a shared KEK the key is made
    /// here unless it was sent, and returned in clear, save in the mode IMPORT.
    /// </summary>
    public Task<OpenedDek> CreateDekAsync(string kekName, DekDraft draft, CancellationToken cancellationToken) =>
        SettleAsync<OpenedDek>(
            kekName,
            async () =>
            {
                var plan = await _creation.PrepareAsync(_scope.State, kekName, draft, cancellationToken);
                return transaction => plan.Decide(transaction, MaxKeys);
            },
            cancellationToken);

    /// <summary>Deletes a version, or all of the series.</summary>
    public Task DeleteDeksAsync(
        string kekName, DekAddress address, DeleteKind kind, CancellationToken cancellationToken) =>
        _gate.RunAsync(transaction => DekChanges.Delete(transaction, kekName, address, kind), cancellationToken);

    /// <summary>Brings back a version, or all of the series.</summary>
    public Task UndeleteDeksAsync(string kekName, DekAddress address, CancellationToken cancellationToken) =>
        _gate.RunAsync(transaction => DekChanges.Undelete(transaction, kekName, address), cancellationToken);

    /// <summary>
    /// Prepares outside the gate and decides inside it, anew when what was prepared from has changed meanwhile. Each
    /// time that happens somebody else's change of the same key got through.
    /// </summary>
    private async Task<T> SettleAsync<T>(
        string key, Func<Task<Func<GateTransaction, T?>>> prepare, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; attempt <= RegistryLimits.MaxKeyPreparations; attempt++)
        {
            var decide = await prepare();
            if (await _gate.RunAsync(decide, cancellationToken) is { } answer)
                return answer;
        }

        throw new RegistryException(RegistryErrorCode.KeyBusy) { Text = key };
    }

    private async Task TryAsync(KeyEncryptionKey kek, CancellationToken cancellationToken)
    {
        var material = KeyMaterial.Generate(DekAlgorithm.Aes256Gcm);
        try
        {
            await _wrapping.WrapAsync(kek, TrialSubject, material, cancellationToken);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(material);
        }
    }
}
