using System.Text;
using SchemaRegistry.Formats.JsonSchema.Canonical;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Proposals;

/// <summary>How values are spelled in a text.</summary>
internal static class JsonText
{
    private const int MaxShortLength = 4096;

    public static string Quote(string text) => Print(SchemaValue.String(text, 0));

    public static string Print(SchemaValue value) => SchemaPrinter.Print(value, KeyOrder.AsWritten);

    /// <summary>Null where it is longer than anyone wants to read.</summary>
    public static string? PrintShort(SchemaValue value)
    {
        var text = SchemaPrinter.PrintStart(value, MaxShortLength + 2);
        return text.Length <= MaxShortLength ? text : null;
    }

    /// <summary>A text without blanks, with one behind each colon and comma.</summary>
    public static string Space(string json)
    {
        var text = new StringBuilder(json.Length + 16);
        var isInString = false;
        for (var at = 0; at < json.Length; at++)
        {
            text.Append(json[at]);
            if (isInString && json[at] == '\\')
                text.Append(json[++at]);
            else if (json[at] == '"')
                isInString = !isInString;
            else if (!isInString && json[at] is ':' or ',')
                text.Append(' ');
        }

        return text.ToString();
    }
}
