namespace SchemaRegistry.Formats.JsonSchema.Validation.Formats;

/// <summary>Mailboxes of RFC 5321 §4.1.2, and those of RFC 6531 with characters beyond ASCII.</summary>
internal static class EmailFormat
{
    public static bool IsEmail(ReadOnlySpan<byte> text, bool allowsBeyondAscii)
    {
        var at = text.LastIndexOf((byte)'@');
        if (at <= 0)
            return false;
        var domain = text[(at + 1)..];
        return IsLocalPart(text[..at], allowsBeyondAscii)
            && (domain.StartsWith("["u8) ? IsAddressLiteral(domain) : IsHost(domain, allowsBeyondAscii));
    }

    private static bool IsHost(ReadOnlySpan<byte> domain, bool allowsBeyondAscii) =>
        allowsBeyondAscii ? HostFormats.IsInternationalHostName(domain) : HostFormats.IsHostName(domain);

    private static bool IsLocalPart(ReadOnlySpan<byte> text, bool allowsBeyondAscii)
    {
        if (text[0] == '"')
            return IsQuoted(text, allowsBeyondAscii);
        var previous = (byte)'.';
        foreach (var b in text)
        {
            if (b == '.' ? previous == '.' : !IsAtomText(b, allowsBeyondAscii))
                return false;
            previous = b;
        }

        return previous != '.';
    }

    private static bool IsAtomText(byte b, bool allowsBeyondAscii) =>
        char.IsAsciiLetterOrDigit((char)b)
        || "!#$%&'*+-/=?^_`{|}~"u8.Contains(b)
        || (allowsBeyondAscii && b >= 0x80);

    private static bool IsQuoted(ReadOnlySpan<byte> text, bool allowsBeyondAscii)
    {
        if (text.Length < 2 || text[^1] != '"')
            return false;
        var content = text[1..^1];
        for (var index = 0; index < content.Length; index++)
        {
            if (content[index] == '"')
                return false;
            if (content[index] == '\\' && ++index == content.Length)
                return false;
            var isLegal = content[index] is >= 0x20 and < 0x7F || (allowsBeyondAscii && content[index] >= 0x80);
            if (!isLegal)
                return false;
        }

        return true;
    }

    private static bool IsAddressLiteral(ReadOnlySpan<byte> domain)
    {
        if (domain[^1] != ']')
            return false;
        var address = domain[1..^1];
        return address.StartsWith("IPv6:"u8)
            ? AddressFormats.IsIpv6(address[5..])
            : AddressFormats.IsIpv4(address);
    }
}
