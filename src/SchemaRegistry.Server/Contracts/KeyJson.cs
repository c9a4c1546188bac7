using System.Text.Json;
using SchemaRegistry.KeyManagement;
using SchemaRegistry.Registry.Keys;

namespace SchemaRegistry.Server.Contracts;

/// <summary>
/// Writes keys, members in the order in which the API has them; <c>deleted</c> only when it is true. Credentials among
/// the properties of a KEK are left out.
/// </summary>
internal static class KeyJson
{
    public static void WriteKek(Utf8JsonWriter json, KeyEncryptionKey kek)
    {
        json.WriteStartObject();
        json.WriteString("name", kek.Name);
        json.WriteString("kmsType", kek.KmsType);
        json.WriteString("kmsKeyId", kek.KmsKeyId);
        json.WriteStartObject("kmsProps");
        foreach (var (name, value) in KmsProps.Shown(kek.KmsProps))
            json.WriteString(name, value);
        json.WriteEndObject();
        if (kek.Doc is { } doc)
            json.WriteString("doc", doc);
        json.WriteBoolean("shared", kek.IsShared);
        WriteEnd(json, kek.TimestampMs, kek.IsDeleted);
    }

    public static void WriteDek(Utf8JsonWriter json, OpenedDek dek)
    {
        var (key, material) = dek;
        var (series, version) = key.Id;
        json.WriteStartObject();
        json.WriteString("kekName", key.KekName);
        json.WriteString("subject", series.Subject.ToString());
        json.WriteNumber("version", version);
        json.WriteString("algorithm", series.Algorithm.ToName());
        json.WriteString("encryptedKeyMaterial", key.EncryptedKeyMaterial);
        if (material is not null)
            json.WriteString("keyMaterial", material);
        WriteEnd(json, key.TimestampMs, key.IsDeleted);
    }

    private static void WriteEnd(Utf8JsonWriter json, long timestampMs, bool isDeleted)
    {
        json.WriteNumber("ts", timestampMs);
        if (isDeleted)
            json.WriteBoolean("deleted", true);
        json.WriteEndObject();
    }
}
