namespace SchemaRegistry.Formats.JsonSchema.Validation.Formats;

/// <summary>URIs of RFC 3986 and IRIs of RFC 3987, by the grammar of their parts.</summary>
internal readonly ref struct UriFormat(ReadOnlySpan<byte> text, bool allowsBeyondAscii)
{
    private readonly ReadOnlySpan<byte> _text = text;

    public bool IsAbsolute()
    {
        var length = SchemeLength();
        return length > 0 && IsHierarchy(_text[length..]);
    }

    public bool IsReference()
    {
        if (SchemeLength() is var length and > 0)
            return IsHierarchy(_text[length..]);

        // Without a scheme the first segment must not look like one.
        var end = _text.IndexOfAny("/?#"u8);
        return !(end < 0 ? _text : _text[..end]).Contains((byte)':') && IsHierarchy(_text);
    }

    /// <summary>Length of <c>scheme:</c>, or 0.</summary>
    private int SchemeLength()
    {
        for (var index = 0; index < _text.Length; index++)
        {
            var c = (char)_text[index];
            if (c == ':')
                return index == 0 ? 0 : index + 1;
            if (!char.IsAsciiLetter(c) && (index == 0 || !(char.IsAsciiDigit(c) || c is '+' or '-' or '.')))
                return 0;
        }

        return 0;
    }

    private bool IsHierarchy(ReadOnlySpan<byte> rest)
    {
        var fragment = rest.IndexOf((byte)'#');
        if (fragment >= 0 && !HasOnly(rest[(fragment + 1)..], ":@/?"u8))
            return false;
        if (fragment >= 0)
            rest = rest[..fragment];
        var query = rest.IndexOf((byte)'?');
        if (query >= 0 && !HasOnly(rest[(query + 1)..], ":@/?"u8))
            return false;
        if (query >= 0)
            rest = rest[..query];
        if (!rest.StartsWith("//"u8))
            return HasOnly(rest, ":@/"u8);

        rest = rest[2..];
        var slash = rest.IndexOf((byte)'/');
        var authority = slash < 0 ? rest : rest[..slash];
        return IsAuthority(authority) && (slash < 0 || HasOnly(rest[slash..], ":@/"u8));
    }

    private bool IsAuthority(ReadOnlySpan<byte> authority)
    {
        var at = authority.LastIndexOf((byte)'@');
        if (at >= 0 && !HasOnly(authority[..at], ":"u8))
            return false;
        var host = authority[(at + 1)..];
        var isLiteral = host.StartsWith("["u8);
        var end = isLiteral ? host.IndexOf((byte)']') + 1 : host.IndexOf((byte)':');
        if (isLiteral && end == 0)
            return false;
        var port = end < 0 ? default : host[end..];
        if (end >= 0)
            host = host[..end];
        if (port.Length > 0 && (port[0] != ':' || port[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9')))
            return false;
        return isLiteral ? IsLiteral(host[1..^1]) : HasOnly(host, default);
    }

    private bool IsLiteral(ReadOnlySpan<byte> address)
    {
        if ((address.Length > 0 ? address[0] | 0x20 : 0) != 'v')
            return AddressFormats.IsIpv6(address);
        var dot = address.IndexOf((byte)'.');
        return dot > 1 && dot < address.Length - 1 && HasOnly(address[(dot + 1)..], ":"u8);
    }

    /// <summary>Unreserved characters, sub-delimiters, percent escapes, and those of the list.</summary>
    private bool HasOnly(ReadOnlySpan<byte> part, ReadOnlySpan<byte> also)
    {
        for (var index = 0; index < part.Length; index++)
        {
            var b = part[index];
            if (b == '%')
            {
                var isEscape = index + 2 < part.Length
                    && char.IsAsciiHexDigit((char)part[index + 1]) && char.IsAsciiHexDigit((char)part[index + 2]);
                if (!isEscape)
                    return false;
                index += 2;
                continue;
            }

            var isLegal = char.IsAsciiLetterOrDigit((char)b) || "-._~!$&'()*+,;="u8.Contains(b)
                || also.Contains(b) || (allowsBeyondAscii && b >= 0x80);
            if (!isLegal)
                return false;
        }

        return true;
    }
}
