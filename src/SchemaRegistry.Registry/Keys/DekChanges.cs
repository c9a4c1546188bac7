using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// Deletes and undeletes of DEKs, inside the gate: of one version, or of all of a series. Doing what is done
/// already is no error.
/// </summary>
internal static class DekChanges
{
    public static bool Delete(GateTransaction transaction, string kekName, DekAddress address, DeleteKind kind)
    {
        KeyRules.CheckName(kekName);
        var series = address.ToSeries();
        var kek = KeyLookup.Kek(transaction.State, kekName, DeletedVersions.Included);
        if (kind == DeleteKind.Soft)
        {
            var hidden = Find(kek, series, address.Version, DeletedVersions.Excluded).Where(dek => !dek.IsDeleted);
            foreach (var dek in hidden)
                transaction.SetDek(dek with { IsDeleted = true });
            return true;
        }

        var going = Find(kek, series, address.Version, DeletedVersions.Included);
        if (going.Any(dek => !dek.IsDeleted))
            throw new RegistryException(RegistryErrorCode.KeyNotSoftDeleted) { Text = series.Subject.ToString() };
        foreach (var dek in going)
            transaction.RemoveDek(dek);
        return true;
    }

    public static bool Undelete(GateTransaction transaction, string kekName, DekAddress address)
    {
        KeyRules.CheckName(kekName);
        var series = address.ToSeries();
        var kek = KeyLookup.Kek(transaction.State, kekName, DeletedVersions.Included);
        var found = Find(kek, series, address.Version, DeletedVersions.Included);
        if (kek.Kek.IsDeleted)
            throw new RegistryException(RegistryErrorCode.KeySoftDeleted) { Text = kekName };
        foreach (var dek in found.Where(dek => dek.IsDeleted))
            transaction.SetDek(dek with { IsDeleted = false });
        return true;
    }

    /// <summary>
    /// What is meant, never nothing. The latest version is the highest that is not deleted where
    /// <paramref name="latest"/> leaves deleted ones out, and there is one; else the highest.
    /// </summary>
    private static List<DataEncryptionKey> Find(
        KekState kek, DekSeries series, VersionSelector? version, DeletedVersions latest)
    {
        List<DataEncryptionKey> found = version is { } one
            ? [.. Alone(kek, series, one, latest)]
            : [.. kek.Versions(series).Values];
        return found.Count > 0 ? found : throw KeyLookup.NotFound(series.Subject.ToString());
    }

    private static IEnumerable<DataEncryptionKey> Alone(
        KekState kek, DekSeries series, VersionSelector version, DeletedVersions latest)
    {
        var dek = (version.IsLatest ? KeyLookup.Dek(kek, series, version, latest) : null)
            ?? KeyLookup.Dek(kek, series, version, DeletedVersions.Included);
        if (dek is not null)
            yield return dek;
    }
}
