using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace SchemaRegistry.Server.Routing;

/// <summary>
/// Strong entity tags (RFC 9110, 8.8.3): a hash of the body, and which of the API's types it goes out with, since these
/// are different representations. The same body has the same tag after a restart and on another server.
/// </summary>
internal static class EntityTags
{
    private const int HashBytes = 12;

    public static string Create(ReadOnlySpan<byte> body, string contentType)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        var type = ContentNegotiation.IndexOf(contentType).ToString(CultureInfo.InvariantCulture);
        return $"\"{Convert.ToHexStringLower(hash[..HashBytes])}-{type}\"";
    }

    /// <summary>
    /// Whether the client has what would be answered: If-None-Match names the tag, also as a weak one, or is <c>*</c>.
    /// A header that can not be read is none.
    /// </summary>
    public static bool IsKnown(HttpRequest request, string tag)
    {
        var known = request.Headers.IfNoneMatch;
        if (known.Count == 0)
            return false;
        return known == tag
            || IsAmong(known, new EntityTagHeaderValue(tag))
            || IsAmong(known, new EntityTagHeaderValue(OfCompressed(tag)));
    }

    /// <summary>The tag of the same answer as it goes out compressed.</summary>
    public static string OfCompressed(string tag) => $"{tag[..^1]}-gzip\"";

    /// <summary>Says in the answer how it may be kept, and that another Accept gets another one.</summary>
    public static void Tell(HttpResponse response, string tag, string cacheControl)
    {
        var headers = response.Headers;
        headers.ETag = tag;
        headers.CacheControl = cacheControl;
        headers.Vary = StringValues.Concat(headers.Vary, "Accept");
    }

    private static bool IsAmong(StringValues known, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(known, out var tags)
        && tags.Any(other => other.Equals(EntityTagHeaderValue.Any) || other.Compare(tag, useStrongComparison: false));
}
