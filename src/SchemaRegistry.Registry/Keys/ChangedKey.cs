using System.Text.Json;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Changes;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// Which key a change is about, for those who follow the history: all of a key change that may be shown.
/// <paramref name="Algorithm"/> is null for a KEK.
/// </summary>
public sealed record ChangedKey(string KekName, DekAlgorithm? Algorithm, bool IsDeleted, bool IsRemoved)
{
    /// <summary>Null when the change is not one of a key.</summary>
    public static ChangedKey? Of(RegistryChange change) => change switch
    {
        { Kind: ChangeKind.KekSet, Body: null } => new(change.Subject.Name, null, IsDeleted: true, IsRemoved: true),
        { Kind: ChangeKind.KekSet } => new(change.Subject.Name, null, IsDeletedKek(change.Body), IsRemoved: false),
        { Kind: ChangeKind.DekSet, Body: { } body } => OfDek(body),
        _ => null,
    };

    private static bool IsDeletedKek(string body) =>
        JsonSerializer.Deserialize(body, KeyChangeJson.Default.StoredKek)!.Deleted;

    private static ChangedKey OfDek(string body)
    {
        var stored = JsonSerializer.Deserialize(body, KeyChangeJson.Default.StoredDek)!;
        DekAlgorithmNames.TryParse(stored.Algorithm, out var algorithm);
        var isRemoved = stored.EncryptedKeyMaterial is null;
        return new ChangedKey(stored.KekName, algorithm, stored.Deleted || isRemoved, isRemoved);
    }
}
