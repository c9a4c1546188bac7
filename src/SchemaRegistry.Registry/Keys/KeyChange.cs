using System.Text.Json;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// How keys stand in the history, and what such a change does to the state.
/// <list type="table">
/// <item><term>KekSet</term><description>Context <c>.</c>, the subject's name is the KEK's name, version 0. The body is
/// the KEK without its name (<see cref="StoredKek"/>), or null when it was removed, with all that was under
/// it.</description></item>
/// <item><term>DekSet</term><description>Subject and version are the DEK's. The body (<see cref="StoredDek"/>) names its
/// KEK and algorithm always, so that a removal too says what it removes; it has no material then.</description></item>
/// </list>
/// The timestamp is the change's. Bodies hold encrypted keys and perhaps credentials: they are for the store only.
/// </summary>
internal static class KeyChange
{
    public static RegistryChange Set(KeyEncryptionKey kek)
    {
        var stored = new StoredKek(
            kek.KmsType,
            kek.KmsKeyId,
            kek.KmsProps.Count == 0 ? null : new SortedDictionary<string, string>(
                kek.KmsProps.ToDictionary(), StringComparer.Ordinal),
            kek.Doc,
            kek.IsShared,
            kek.IsDeleted);
        return Of(kek.Name, JsonSerializer.Serialize(stored, KeyChangeJson.Default.StoredKek));
    }

    public static RegistryChange RemoveKek(string name) => Of(name, null);

    public static RegistryChange Set(DataEncryptionKey dek) => Of(dek, dek.EncryptedKeyMaterial);

    public static RegistryChange Remove(DataEncryptionKey dek) => Of(dek, material: null);

    public static void Apply(IRegistryStateWriter state, RegistryChange change)
    {
        if (change.Kind == ChangeKind.KekSet)
            ApplyKek(state, change);
        else
            ApplyDek(state, change);
    }

    private static RegistryChange Of(string name, string? body) => new(
        0, ChangeKind.KekSet, new QualifiedSubject(QualifiedSubject.DefaultContext, name), 0, 0, 0, body, 0);

    private static RegistryChange Of(DataEncryptionKey dek, string? material)
    {
        var (series, version) = dek.Id;
        var stored = new StoredDek(dek.KekName, series.Algorithm.ToName(), material, dek.IsDeleted);
        var body = JsonSerializer.Serialize(stored, KeyChangeJson.Default.StoredDek);
        return new RegistryChange(0, ChangeKind.DekSet, series.Subject, version, 0, 0, body, 0);
    }

    private static void ApplyKek(IRegistryStateWriter state, RegistryChange change)
    {
        var name = change.Subject.Name;
        if (change.Body is null)
        {
            state.SetKek(name, null);
            return;
        }

        var stored = JsonSerializer.Deserialize(change.Body, KeyChangeJson.Default.StoredKek)!;
        var kek = new KeyEncryptionKey
        {
            Name = name,
            KmsType = stored.KmsType,
            KmsKeyId = stored.KmsKeyId,
            KmsProps = stored.KmsProps ?? KeyEncryptionKey.NoProps,
            Doc = stored.Doc,
            IsShared = stored.Shared,
            IsDeleted = stored.Deleted,
            TimestampMs = change.TimestampMs,
        };
        state.SetKek(name, state.Kek(name) is { } known ? known with { Kek = kek } : KekState.Of(kek));
    }

    private static void ApplyDek(IRegistryStateWriter state, RegistryChange change)
    {
        var stored = JsonSerializer.Deserialize(change.Body!, KeyChangeJson.Default.StoredDek)!;
        if (!DekAlgorithmNames.TryParse(stored.Algorithm, out var algorithm))
            throw new IOException($"Change {change.Sequence} has the unknown algorithm '{stored.Algorithm}'.");
        var kek = state.Kek(stored.KekName)
            ?? throw new IOException($"Change {change.Sequence} has a key under '{stored.KekName}', which is missing.");

        var id = new DekId(new DekSeries(change.Subject, algorithm), change.Version);
        state.SetKek(stored.KekName, stored.EncryptedKeyMaterial is { } material
            ? kek.With(new DataEncryptionKey(stored.KekName, id, material, stored.Deleted, change.TimestampMs))
            : kek.Without(id));
    }
}
