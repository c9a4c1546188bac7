using System.Buffers;
using System.Globalization;
using System.Text;
using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Canonical;

/// <summary>
/// Writes a schema as compact JSON, nothing added and nothing left out: numbers as they were written, characters beyond
/// ASCII as they are, control characters as Jackson (the JSON library of other registries) escapes them.
/// </summary>
internal static class SchemaPrinter
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);

    public static string Print(SchemaValue value, KeyOrder order)
    {
        var text = new StringBuilder();
        Append(text, value, order);
        return text.ToString();
    }

    /// <summary>As written, and cut where it is longer; the work does not grow with what is cut off.</summary>
    public static string PrintStart(SchemaValue value, int maxLength)
    {
        var text = new StringBuilder();
        AppendStart(text, value, maxLength);
        return text.Length <= maxLength
            ? text.ToString()
            : text.ToString(0, char.IsHighSurrogate(text[maxLength - 2]) ? maxLength - 2 : maxLength - 1) + "…";
    }

    private static void AppendStart(StringBuilder text, SchemaValue value, int maxLength)
    {
        if (text.Length > maxLength)
            return;
        switch (value.Kind)
        {
            case SchemaValueKind.Object:
                text.Append('{');
                foreach (var (index, member) in value.Members.TakeWhile(_ => text.Length <= maxLength).Index())
                {
                    text.Append(index > 0 ? "," : "");
                    AppendString(text, Cut(member.Key));
                    AppendStart(text.Append(':'), member.Value, maxLength);
                }

                text.Append('}');
                break;
            case SchemaValueKind.Array:
                text.Append('[');
                foreach (var (index, item) in value.Items.TakeWhile(_ => text.Length <= maxLength).Index())
                    AppendStart(text.Append(index > 0 ? "," : ""), item, maxLength);
                text.Append(']');
                break;
            case SchemaValueKind.String:
                AppendString(text, Cut(value.Text));
                break;
            default:
                Append(text, value, KeyOrder.AsWritten);
                break;
        }

        string Cut(string content) => content.Length <= maxLength ? content : content[..(maxLength + 1)];
    }

    private static void Append(StringBuilder text, SchemaValue value, KeyOrder order)
    {
        switch (value.Kind)
        {
            case SchemaValueKind.Object:
                AppendObject(text, value, order);
                break;
            case SchemaValueKind.Array:
                AppendArray(text, value, order);
                break;
            case SchemaValueKind.String:
                AppendString(text, value.Text);
                break;
            case SchemaValueKind.Number:
                text.Append(value.Text);
                break;
            default:
                text.Append(value.Kind switch
                {
                    SchemaValueKind.Null => "null",
                    SchemaValueKind.True => "true",
                    _ => "false",
                });
                break;
        }
    }

    private static void AppendObject(StringBuilder text, SchemaValue value, KeyOrder order)
    {
        IEnumerable<SchemaMember> members = order == KeyOrder.Sorted
            ? value.Members.OrderBy(member => member.Key, StringComparer.Ordinal)
            : value.Members;
        text.Append('{');
        var isFirst = true;
        foreach (var member in members)
        {
            if (!isFirst)
                text.Append(',');
            isFirst = false;
            AppendString(text, member.Key);
            text.Append(':');
            Append(text, member.Value, order);
        }

        text.Append('}');
    }

    private static void AppendArray(StringBuilder text, SchemaValue value, KeyOrder order)
    {
        text.Append('[');
        for (var index = 0; index < value.Items.Count; index++)
        {
            if (index > 0)
                text.Append(',');
            Append(text, value.Items[index], order);
        }

        text.Append(']');
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        var rest = value.AsSpan();
        for (var next = rest.IndexOfAny(Escaped); next >= 0; next = rest.IndexOfAny(Escaped))
        {
            text.Append(rest[..next]);
            AppendEscape(text, rest[next]);
            rest = rest[(next + 1)..];
        }

        text.Append(rest).Append('"');
    }

    private static void AppendEscape(StringBuilder text, char c)
    {
        text.Append('\\');
        switch (c)
        {
            case '"' or '\\':
                text.Append(c);
                break;
            case '\b':
                text.Append('b');
                break;
            case '\t':
                text.Append('t');
                break;
            case '\n':
                text.Append('n');
                break;
            case '\f':
                text.Append('f');
                break;
            case '\r':
                text.Append('r');
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"u{(int)c:X4}");
                break;
        }
    }
}

internal enum KeyOrder
{
    AsWritten,

    /// <summary>By UTF-16 code units, as Java compares strings.</summary>
    Sorted,
}
