using System.Text;
using SchemaRegistry.Formats.JsonSchema.Patterns;

namespace SchemaRegistry.Formats.JsonSchema.Validation.Formats;

/// <summary>UUIDs (RFC 4122), JSON pointers (RFC 6901) and regular expressions (ECMA-262).</summary>
internal static class IdentifierFormats
{
    private const int UuidBytes = 36;

    public static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length != UuidBytes)
            return false;
        for (var index = 0; index < text.Length; index++)
        {
            var isHyphen = index is 8 or 13 or 18 or 23;
            if (isHyphen ? text[index] != '-' : !char.IsAsciiHexDigit((char)text[index]))
                return false;
        }

        return true;
    }

    public static bool IsJsonPointer(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] != '/')
            return false;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '~' && (index + 1 == text.Length || text[index + 1] is not ((byte)'0' or (byte)'1')))
                return false;
        }

        return true;
    }

    public static bool IsRelativeJsonPointer(ReadOnlySpan<byte> text)
    {
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0)
            digits = text.Length;
        if (digits == 0 || (digits > 1 && text[0] == '0'))
            return false;
        var rest = text[digits..];
        return rest.SequenceEqual("#"u8) || IsJsonPointer(rest);
    }

    /// <summary>Strictly: a flag at the start is read in schemas, but is none of ECMA-262.</summary>
    public static bool IsRegex(ReadOnlySpan<byte> text) =>
        !text.StartsWith("(?i)"u8) && EcmaPattern.Translate(Encoding.UTF8.GetString(text), out _) is not null;
}
