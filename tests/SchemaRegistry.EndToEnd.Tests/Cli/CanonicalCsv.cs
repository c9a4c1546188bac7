using System.Text;
using System.Text.Json;

namespace SchemaRegistry.EndToEnd.Tests.Cli;

/// <summary>
/// Rows of a CSV file read by RFC 4180 section 2, as sorted pairs of name and text; an empty text is left out.
/// </summary>
internal static class CanonicalCsv
{
    public static List<string> ReadRows(string text)
    {
        var lines = Split(text.TrimStart('\uFEFF'));
        var names = lines[0];
        return [.. lines.Skip(1).Select(fields => Row(names.Zip(fields)))];
    }

    /// <summary>The same of a decoded row: its numbers and booleans as they were printed.</summary>
    public static string Of(JsonElement row) =>
        Row(row.EnumerateObject().Select(member => (member.Name, TextOf(member.Value))));

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static string Row(IEnumerable<(string Name, string Text)> fields) => string.Join(
        '\u001F', fields.Where(field => field.Text.Length > 0).OrderBy(field => field.Name, StringComparer.Ordinal));

    private static List<List<string>> Split(string text)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '"' && isQuoted && at + 1 < text.Length && text[at + 1] == '"')
                field.Append(text[++at]);
            else if (c == '"')
                isQuoted = !isQuoted;
            else if (isQuoted || c is not (',' or '\r' or '\n'))
                field.Append(c);
            else if (c != '\r')
                EndField(c);
        }

        if (field.Length > 0 || row.Count > 0)
            EndField('\n');
        return rows;

        void EndField(char separator)
        {
            row.Add(field.ToString());
            field.Clear();
            if (separator != '\n')
                return;
            rows.Add(row);
            row = [];
        }
    }
}
