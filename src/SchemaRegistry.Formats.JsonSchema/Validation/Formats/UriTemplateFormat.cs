namespace SchemaRegistry.Formats.JsonSchema.Validation.Formats;

/// <summary>Templates of RFC 6570.</summary>
internal static class UriTemplateFormat
{
    public static bool IsTemplate(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0)
        {
            var open = text.IndexOf((byte)'{');
            if (!IsLiteral(open < 0 ? text : text[..open]))
                return false;
            if (open < 0)
                return true;
            var close = text.IndexOf((byte)'}');
            if (close < open || !IsExpression(text[(open + 1)..close]))
                return false;
            text = text[(close + 1)..];
        }

        return true;
    }

    private static bool IsLiteral(ReadOnlySpan<byte> text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var b = text[index];
            if (b == '%' && !IsEscape(text[index..]))
                return false;
            if (b <= ' ' || b == 0x7F || "\"<>\\^`{|}"u8.Contains(b))
                return false;
        }

        return true;
    }

    private static bool IsExpression(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && "+#./;?&=,!@|"u8.Contains(text[0]))
            text = text[1..];
        foreach (var range in text.Split((byte)','))
        {
            if (!IsVariable(text[range]))
                return false;
        }

        return text.Length > 0;
    }

    private static bool IsVariable(ReadOnlySpan<byte> text)
    {
        if (text.EndsWith("*"u8))
            text = text[..^1];
        else if (text.IndexOf((byte)':') is var colon and >= 0)
        {
            var length = text[(colon + 1)..];
            if (length.Length is 0 or > 4 || length[0] == '0' || length.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return false;
            text = text[..colon];
        }

        var isAfterDot = true;
        for (var index = 0; index < text.Length; index++)
        {
            var b = text[index];
            if (b == '.' ? isAfterDot : !(char.IsAsciiLetterOrDigit((char)b) || b == '_' || b == '%'))
                return false;
            if (b == '%' && !IsEscape(text[index..]))
                return false;
            isAfterDot = b == '.';
        }

        return !isAfterDot;
    }

    private static bool IsEscape(ReadOnlySpan<byte> text) =>
        text.Length >= 3 && char.IsAsciiHexDigit((char)text[1]) && char.IsAsciiHexDigit((char)text[2]);
}
