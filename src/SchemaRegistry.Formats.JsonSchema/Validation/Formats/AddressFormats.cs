namespace SchemaRegistry.Formats.JsonSchema.Validation.Formats;

/// <summary>Addresses: RFC 2673 §3.2 and RFC 4291 §2.2.</summary>
internal static class AddressFormats
{
    private const int Groups = 8;

    public static bool IsIpv4(ReadOnlySpan<byte> text)
    {
        var parts = 0;
        foreach (var range in text.Split((byte)'.'))
        {
            if (++parts > 4 || !IsOctet(text[range]))
                return false;
        }

        return parts == 4;
    }

    public static bool IsIpv6(ReadOnlySpan<byte> text)
    {
        var gap = text.IndexOf("::"u8);
        if (gap < 0)
            return CountGroups(text) == Groups;
        var before = gap == 0 ? 0 : CountGroups(text[..gap], mayEndInIpv4: false);
        var rest = text[(gap + 2)..];
        var after = rest.Length == 0 ? 0 : CountGroups(rest);
        return before >= 0 && after >= 0 && before + after < Groups;
    }

    /// <summary>How many groups of 16 bits, separated by colons, or −1 when that is not what it is.</summary>
    private static int CountGroups(ReadOnlySpan<byte> text, bool mayEndInIpv4 = true)
    {
        var count = 0;
        while (true)
        {
            var colon = text.IndexOf((byte)':');
            var group = colon < 0 ? text : text[..colon];
            if (colon < 0 && mayEndInIpv4 && group.Contains((byte)'.'))
                return IsIpv4(group) ? count + 2 : -1;
            if (group.Length is 0 or > 4 || !IsHex(group))
                return -1;
            count++;
            if (colon < 0)
                return count;
            text = text[(colon + 1)..];
        }
    }

    private static bool IsOctet(ReadOnlySpan<byte> part)
    {
        if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0'))
            return false;
        var value = 0;
        foreach (var b in part)
        {
            if (!char.IsAsciiDigit((char)b))
                return false;
            value = (value * 10) + (b - '0');
        }

        return value <= 255;
    }

    private static bool IsHex(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (!char.IsAsciiHexDigit((char)b))
                return false;
        }

        return true;
    }
}
