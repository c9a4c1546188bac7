using System.Text.Json;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>One change of a text: the value that shall stand at a place, or null for none.</summary>
internal readonly record struct TextPatch(IReadOnlyList<string> Path, SchemaValue? Value)
{
    /// <summary>Null where it can not be done, or where the value is longer than that.</summary>
    public string? ApplyTo(string text, int maxLength)
    {
        try
        {
            if (Value is null)
                return JsonTextEditor.Remove(text, Path);
            var json = JsonText.Print(Value);
            return json.Length > maxLength ? null : JsonTextEditor.Set(text, Path, json);
        }
        catch (JsonException)
        {
            // The patch before has made the text deeper than one may be.
            return null;
        }
    }
}
