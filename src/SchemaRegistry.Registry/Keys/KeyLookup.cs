using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Keys;

/// <summary>Finds keys in a state, and says which is missing.</summary>
internal static class KeyLookup
{
    /// <exception cref="RegistryException">The name is none, or there is no such KEK that may be
    /// seen.</exception>
    public static KekState Kek(IRegistryView view, string name, DeletedVersions deleted)
    {
        var state = view.Kek(KeyRules.CheckName(name));
        return state is not null && IsSeen(state.Kek.IsDeleted, deleted) ? state : throw NotFound(name);
    }

    /// <summary>A version, or the highest of those that may be seen; null when there is none.</summary>
    public static DataEncryptionKey? Dek(
        KekState kek, DekSeries series, VersionSelector version, DeletedVersions deleted)
    {
        var found = version.Number is { } number
            ? kek.Find(new DekId(series, number))
            : kek.Versions(series).Values.LastOrDefault(dek => IsSeen(dek.IsDeleted, deleted));
        return found is not null && IsSeen(found.IsDeleted, deleted) ? found : null;
    }

    public static bool IsSeen(bool isDeleted, DeletedVersions deleted) =>
        !isDeleted || deleted == DeletedVersions.Included;

    /// <param name="name">The name of a KEK, or the subject of a DEK.</param>
    public static RegistryException NotFound(string name) => new(RegistryErrorCode.KeyNotFound) { Text = name };
}
