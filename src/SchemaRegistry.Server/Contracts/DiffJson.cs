using System.Text.Json;
using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Registry.Registration;

namespace SchemaRegistry.Server.Contracts;

/// <summary>Writes what is different between two versions.</summary>
internal static class DiffJson
{
    private const string Old = "old";
    private const string New = "new";

    public static void Write(Utf8JsonWriter json, VersionDiff diff)
    {
        json.WriteStartObject();
        json.WriteString("subject", diff.New.Subject.ToString());
        json.WriteNumber("oldVersion", diff.Old.Version.Version);
        json.WriteNumber("newVersion", diff.New.Version.Version);
        json.WriteNumber("oldId", diff.Old.Version.Id);
        json.WriteNumber("newId", diff.New.Version.Id);
        json.WriteBoolean("isBackwardCompatible", diff.Schema.Backward.Count == 0);
        json.WriteBoolean("isForwardCompatible", diff.Schema.Forward.Count == 0);
        json.WriteBoolean("isComplete", diff.Schema.IsComplete && diff.Contract.IsComplete);
        WriteChanges(json, "changes", diff.Schema.Changes);
        WriteChanges(json, "contractChanges", diff.Contract.Found.Select(found => found.Change));
        WriteIncompatibilities(json, diff.Schema);
        json.WriteEndObject();
    }

    private static void WriteChanges(Utf8JsonWriter json, string name, IEnumerable<SchemaChange> changes)
    {
        json.WriteStartArray(name);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("kind", change.Kind);
            WriteSide(json, "oldPath", "oldValue", change.Old);
            WriteSide(json, "newPath", "newValue", change.New);
            SchemaJson.WriteText(json, "breaksBackward", change.BreaksBackward);
            SchemaJson.WriteText(json, "breaksForward", change.BreaksForward);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A side without a value is told by its path alone; one that is not there is left out.</summary>
    private static void WriteSide(Utf8JsonWriter json, string path, string value, ChangeSide? side)
    {
        if (side is null)
            return;
        json.WriteString(path, side.Path);
        if (side.Value is not null)
            json.WriteString(value, side.Value);
    }

    private static void WriteIncompatibilities(Utf8JsonWriter json, SchemaDiff diff)
    {
        json.WriteStartArray("incompatibilities");
        foreach (var found in diff.Backward)
            Write(json, "BACKWARD", found, found.ToMessage(New, Old));
        foreach (var found in diff.Forward)
            Write(json, "FORWARD", found, found.ToMessage(Old, New));
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string direction, Incompatibility found, string message)
    {
        json.WriteStartObject();
        json.WriteString("direction", direction);
        json.WriteString("rule", found.Rule);
        json.WriteString("path", found.Path);
        json.WriteString("message", message);
        json.WriteEndObject();
    }
}
