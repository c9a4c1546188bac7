using System.Text.Json;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Server.Contracts;

/// <summary>Writes incompatibilities with all that helps a person to act on them.</summary>
internal static class IncompatibilityJson
{
    public static void Write(Utf8JsonWriter json, ExplainedIncompatibility found)
    {
        json.WriteStartObject();
        json.WriteString("rule", found.Rule);
        if (found.Direction is { } direction)
            json.WriteString("direction", direction == CompatibilityDirection.Backward ? "BACKWARD" : "FORWARD");
        if (found.Version is { } version)
            json.WriteNumber("version", version);
        WriteText(json, "path", found.Path);
        json.WriteString("message", found.Message);
        WriteSpot(json, "new", found.New);
        WriteSpot(json, "old", found.Old);
        WriteText(json, "suggestion", found.Suggestion);
        if (found.Direction is not null)
            WriteWitness(json, found);
        json.WriteEndObject();
    }

    private static void WriteSpot(Utf8JsonWriter json, string name, SchemaSpot? spot)
    {
        if (spot is null)
            return;
        json.WriteStartObject(name);
        json.WriteString("path", spot.Path);
        WriteText(json, "reference", spot.Reference);
        if (spot.Line is { } line)
            json.WriteNumber("line", line);
        if (spot.Column is { } column)
            json.WriteNumber("column", column);
        WriteText(json, "value", spot.Value);
        json.WriteEndObject();
    }

    private static void WriteWitness(Utf8JsonWriter json, ExplainedIncompatibility found)
    {
        json.WriteStartObject("witness");
        if (found.Witness is { } witness)
        {
            json.WriteString("outcome", witness.Outcome == WitnessOutcome.Rejected ? "REJECTED" : "MISREAD");
            json.WriteString("json", witness.Json);
            json.WriteBase64String("payload", witness.Payload.Span);
            json.WriteString("reader", witness.ReaderSays);
        }
        else
        {
            json.WriteString("outcome", found.WasWitnessSought ? "NONE_FOUND" : "NOT_SOUGHT");
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
