using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SchemaRegistry.Kafka;

/// <summary>
/// The host and port that clients are told to connect to, written <c>HOST:PORT</c> or <c>[IPv6]:PORT</c>.
/// </summary>
public sealed record AdvertisedAddress(string Host, int Port)
{
    private const int MaxHostChars = 255;

    public static bool TryParse(string text, [NotNullWhen(true)] out AdvertisedAddress? address)
    {
        address = null;
        var colon = text.LastIndexOf(':');
        if (colon <= 0
            || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return false;

        var host = text[..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
            host = host[1..^1];
        else if (host.Contains(':', StringComparison.Ordinal))
            return false;

        if (host.Length is 0 or > MaxHostChars || port == 0)
            return false;

        address = new AdvertisedAddress(host, port);
        return true;
    }
}
