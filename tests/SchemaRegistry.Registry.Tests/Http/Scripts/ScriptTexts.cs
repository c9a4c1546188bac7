using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SchemaRegistry.Registry.Tests.Http.Scripts;

/// <summary>Puts texts in for their names, and JSON strings for texts between backticks.</summary>
internal static partial class ScriptTexts
{
    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A name that stands for nothing stays: <c>$ref</c> is a word of JSON Schema.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> texts) => Name().Replace(
        text, match => texts.TryGetValue(match.Groups[1].Value, out var found) ? found : match.Value);

    /// <summary>JSON, with <c>`text`</c> for a string.</summary>
    public static string Json(string text) => Quoted().Replace(text, match => Quote(match.Groups[1].Value));

    /// <summary>The body of a request: JSON, or a schema in short.</summary>
    public static string Body(string text)
    {
        var schema = SchemaInShort().Match(text);
        if (!schema.Success)
            return Json(text);

        var type = schema.Groups[1].Success ? $"\"schemaType\":\"{schema.Groups[1].Value}\"," : "";
        return $"{{{type}\"schema\":{Quote(schema.Groups[2].Value)}}}";
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, Relaxed);

    [GeneratedRegex(@"\$([A-Za-z]\w*)")]
    private static partial Regex Name();

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("^(?:([A-Z]+) )?`([^`]*)`$")]
    private static partial Regex SchemaInShort();
}
