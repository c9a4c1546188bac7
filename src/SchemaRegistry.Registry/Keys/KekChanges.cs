using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Keys;

/// <summary>What is decided about KEKs, inside the gate.</summary>
internal static class KekChanges
{
    /// <summary>Creating a key that is there, but deleted, brings it back when it says the same.</summary>
    public static void CheckNew(IRegistryView view, KeyEncryptionKey kek, int maxKeys)
    {
        if (view.Kek(kek.Name)?.Kek is { } old)
        {
            if (kek.IsDeleted == old.IsDeleted || !old.IsEquivalentTo(kek))
                throw new RegistryException(RegistryErrorCode.KeyExists) { Text = kek.Name };
        }
        else if (view.KeyCount.Keks >= maxKeys)
        {
            throw new RegistryException(RegistryErrorCode.TooManyKeys) { Text = $"{maxKeys}" };
        }
    }

    public static KeyEncryptionKey Create(GateTransaction transaction, KeyEncryptionKey kek, int maxKeys)
    {
        CheckNew(transaction.State, kek, maxKeys);
        transaction.SetKek(kek);
        return transaction.State.Kek(kek.Name)!.Kek;
    }

    /// <summary>What the KEK is after an update; the same object when nothing changes.</summary>
    public static KeyEncryptionKey Updated(KeyEncryptionKey kek, Func<KeyEncryptionKey, KeyEncryptionKey> change)
    {
        var updated = change(kek);
        KeyRules.CheckChangeable(updated);
        return updated.IsEquivalentTo(kek) ? kek : updated;
    }

    /// <summary>Null when the KEK is no longer the one that the update was made from.</summary>
    public static KeyEncryptionKey? Update(GateTransaction transaction, KeyEncryptionKey from, KeyEncryptionKey to)
    {
        var current = KeyLookup.Kek(transaction.State, from.Name, DeletedVersions.Excluded).Kek;
        if (!ReferenceEquals(current, from))
            return null;
        if (ReferenceEquals(from, to))
            return current;
        transaction.SetKek(to);
        return transaction.State.Kek(to.Name)!.Kek;
    }

    /// <summary>Only a KEK without DEKs goes: a soft delete looks at the active ones, a hard one at all.</summary>
    public static bool Delete(GateTransaction transaction, string name, DeleteKind kind)
    {
        var state = KeyLookup.Kek(transaction.State, name, DeletedVersions.Included);
        if (state.Deks.Any(dek => kind == DeleteKind.Permanent || !dek.IsDeleted))
            throw new RegistryException(RegistryErrorCode.KeyReferenced) { Text = name };
        if (kind == DeleteKind.Permanent)
        {
            if (!state.Kek.IsDeleted)
                throw new RegistryException(RegistryErrorCode.KeyNotSoftDeleted) { Text = name };
            transaction.RemoveKek(name);
        }
        else if (!state.Kek.IsDeleted)
        {
            transaction.SetKek(state.Kek with { IsDeleted = true });
        }

        return true;
    }

    public static bool Undelete(GateTransaction transaction, string name)
    {
        var kek = KeyLookup.Kek(transaction.State, name, DeletedVersions.Included).Kek;
        if (kek.IsDeleted)
            transaction.SetKek(kek with { IsDeleted = false });
        return true;
    }
}
