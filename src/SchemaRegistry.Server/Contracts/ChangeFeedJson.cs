using System.Text.Json;
using SchemaRegistry.Formats;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.Keys;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Server.Contracts;

/// <summary>
/// Writes changes for those who follow the registry. Of a kind that has no members of its own here only the name of its
/// subject goes out, never its body, which may hold key material.
/// </summary>
internal static class ChangeFeedJson
{
    /// <summary>The global scope, as paths have it.</summary>
    private const string GlobalScope = ":.:";

    /// <param name="json">Gets the object.</param>
    /// <param name="last">The last change that there is.</param>
    /// <param name="changes">Ascending.</param>
    public static void WritePage(Utf8JsonWriter json, long last, IReadOnlyList<RecordedChange> changes)
    {
        json.WriteStartObject();
        json.WriteNumber("last", last);
        json.WriteStartArray("changes");
        foreach (var change in changes)
            WriteChange(json, change);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteChange(Utf8JsonWriter json, RecordedChange recorded)
    {
        var change = recorded.Change;
        json.WriteStartObject();
        json.WriteNumber("sequence", change.Sequence);
        json.WriteString("kind", KindName(change));
        json.WriteString("subject", change.Subject == QualifiedSubject.Global ? GlobalScope : change.Subject.ToString());
        if (change.Version > 0)
            json.WriteNumber("version", change.Version);
        if (change.Kind == ChangeKind.VersionAdded)
            WriteIdentity(json, recorded);
        if (change is { Kind: ChangeKind.ConfigSet, Body: { } config })
            EntityJson.WriteConfig(json, "config", ChangeJson.ReadConfig(config), "compatibilityLevel");
        if (change is { Kind: ChangeKind.ModeSet, Body: { } mode })
            json.WriteString("mode", mode);
        if (ChangedKey.Of(change) is { } key)
            WriteKey(json, key);
        if (change is { Kind: ChangeKind.AssociationSet, Body: { } association })
            AssociationJson.WriteStored(json, ChangeJson.ReadAssociation(association));
        json.WriteNumber("ts", change.TimestampMs);
        json.WriteEndObject();
    }

    /// <summary>Upper case with underscores; a setting that was taken away has a name of its own.</summary>
    public static string KindName(RegistryChange change) => change.Kind switch
    {
        ChangeKind.VersionAdded => "VERSION_ADDED",
        ChangeKind.VersionDeleted => "VERSION_DELETED",
        ChangeKind.VersionRemoved => "VERSION_REMOVED",
        ChangeKind.ConfigSet => change.Body is null ? "CONFIG_REMOVED" : "CONFIG_SET",
        ChangeKind.ModeSet => change.Body is null ? "MODE_REMOVED" : "MODE_SET",
        ChangeKind.AssociationSet =>
            ChangeJson.ReadAssociation(change.Body!).IsRemoval ? "ASSOCIATION_REMOVED" : "ASSOCIATION_SET",
        ChangeKind.KekSet => ChangedKey.Of(change)!.IsRemoved ? "KEK_REMOVED" : "KEK_SET",
        ChangeKind.DekSet => ChangedKey.Of(change)!.IsRemoved ? "DEK_REMOVED" : "DEK_SET",
        var other => JsonNamingPolicy.SnakeCaseUpper.ConvertName(other.ToString()),
    };

    private static void WriteKey(Utf8JsonWriter json, ChangedKey key)
    {
        json.WriteString("kekName", key.KekName);
        if (key.Algorithm is { } algorithm)
            json.WriteString("algorithm", algorithm.ToName());
        if (!key.IsRemoved)
            json.WriteBoolean("deleted", key.IsDeleted);
    }

    private static void WriteIdentity(Utf8JsonWriter json, RecordedChange recorded)
    {
        json.WriteNumber("id", recorded.Change.Id);
        if (recorded.Identity is { } guid)
            json.WriteString("guid", guid);
        if (recorded.Type is { } type)
            json.WriteString("schemaType", type.ToName());
    }
}
