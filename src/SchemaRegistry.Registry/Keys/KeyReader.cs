using System.Security.Cryptography;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// All that asks for keys. Answers come from the published state without a lock; only a DEK under a shared KEK is
/// opened by its KMS, each time. Safe for any thread.
/// </summary>
public sealed class KeyReader
{
    private static readonly VersionSelector First = new(1);

    private readonly PublishedState _state;
    private readonly KeyWrapping _wrapping;

    internal KeyReader(PublishedState state, KeyWrapping wrapping)
    {
        _state = state;
        _wrapping = wrapping;
    }

    /// <summary>Names of KEKs, in ordinal order.</summary>
    /// <param name="subjectPrefixes">When there are any: only KEKs with a DEK whose subject begins with one of
    /// them.</param>
    /// <param name="deleted">Whether deleted keys count: KEKs without prefixes, DEKs with.</param>
    public IReadOnlyList<string> ListKeks(IReadOnlyList<string> subjectPrefixes, DeletedVersions deleted) =>
    [
        .. _state.Keks
            .Where(state => subjectPrefixes.Count == 0
                ? KeyLookup.IsSeen(state.Kek.IsDeleted, deleted)
                : state.Deks.Any(dek => KeyLookup.IsSeen(dek.IsDeleted, deleted) && Matches(dek, subjectPrefixes)))
            .Select(state => state.Kek.Name)
            .Order(StringComparer.Ordinal),
    ];

    /// <exception cref="RegistryException"><see cref="RegistryErrorCode.KeyNotFound"/>, or the name is
    /// none.</exception>
    public KeyEncryptionKey GetKek(string name, DeletedVersions deleted) =>
        KeyLookup.Kek(_state, name, deleted).Kek;

    /// <summary>Subjects that have a DEK under a KEK, in the ordinal order of their texts.</summary>
    public IReadOnlyList<QualifiedSubject> ListSubjects(string kekName, DeletedVersions deleted) =>
    [
        .. KeyLookup.Kek(_state, kekName, deleted).Deks
            .Where(dek => KeyLookup.IsSeen(dek.IsDeleted, deleted))
            .Select(dek => dek.Id.Series.Subject)
            .Distinct(),
    ];

    /// <summary>Versions, ascending; none is no error.</summary>
    public IReadOnlyList<int> ListVersions(string kekName, DekAddress address, DeletedVersions deleted)
    {
        KeyRules.CheckName(kekName);
        var series = address.ToSeries();
        return
        [
            .. KeyLookup.Kek(_state, kekName, deleted).Versions(series).Values
                .Where(dek => KeyLookup.IsSeen(dek.IsDeleted, deleted))
                .Select(dek => dek.Id.Version),
        ];
    }

    /// <summary>A DEK, in clear when its KEK is shared. Without a version it is version 1, not the latest.</summary>
    /// <exception cref="RegistryException">A key is not there, or the KMS failed.</exception>
    public async Task<OpenedDek> GetDekAsync(
        string kekName, DekAddress address, DeletedVersions deleted, CancellationToken cancellationToken)
    {
        KeyRules.CheckName(kekName);
        var series = address.ToSeries();
        var kek = KeyLookup.Kek(_state, kekName, deleted);
        var dek = KeyLookup.Dek(kek, series, address.Version ?? First, deleted)
            ?? throw KeyLookup.NotFound(series.Subject.ToString());
        if (!kek.Kek.IsShared)
            return new OpenedDek(dek, null);

        var material = await _wrapping.UnwrapAsync(
            kek.Kek, series.Subject.ToString(), dek.EncryptedKeyMaterial, cancellationToken);
        var text = Convert.ToBase64String(material);
        CryptographicOperations.ZeroMemory(material);
        return new OpenedDek(dek, text);
    }

    private static bool Matches(DataEncryptionKey dek, IReadOnlyList<string> prefixes)
    {
        var subject = dek.Id.Series.Subject.ToString();
        return prefixes.Any(prefix => subject.StartsWith(prefix, StringComparison.Ordinal));
    }
}
