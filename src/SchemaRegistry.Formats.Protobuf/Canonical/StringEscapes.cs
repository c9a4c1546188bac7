using System.Buffers;
using System.Text;

namespace SchemaRegistry.Formats.Protobuf.Canonical;

/// <summary>Writes bytes as a string literal that reads as the same bytes.</summary>
internal static class StringEscapes
{
    /// <summary>
    /// In double quotes. Printable characters stand as they are; all else, and what is not UTF-8, is escaped.
    /// </summary>
    public static string Quote(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length + 2).Append('"');
        while (!bytes.IsEmpty)
        {
            var isRune = Rune.DecodeFromUtf8(bytes, out var rune, out var used) == OperationStatus.Done;
            if (isRune && !Rune.IsControl(rune))
                AppendPrintable(text, rune);
            else
                AppendEscaped(text, bytes[..used]);
            bytes = bytes[used..];
        }

        return text.Append('"').ToString();
    }

    public static string Quote(string text) => Quote(System.Text.Encoding.UTF8.GetBytes(text));

    private static void AppendPrintable(StringBuilder text, Rune rune)
    {
        if (rune.Value is '"' or '\\')
            text.Append('\\');
        text.Append(rune.ToString());
    }

    private static void AppendEscaped(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            var index = "\a\b\f\n\r\t\v".IndexOf((char)value);
            if (index >= 0)
                text.Append('\\').Append("abfnrtv"[index]);
            else
                text.Append('\\').Append(Convert.ToString(value, 8).PadLeft(3, '0'));
        }
    }
}
