using System.Text;

namespace SchemaRegistry.Formats.JsonSchema.Dialects;

/// <summary>
/// References to URIs as text (RFC 3986 §5.2). <see cref="Uri"/> would rewrite what it reads and can not resolve
/// against a relative base, which a schema without an identifier has.
/// </summary>
internal static class SchemaUri
{
    /// <summary>The part before the fragment, and the fragment without its <c>#</c>, or null.</summary>
    public static (string Uri, string? Fragment) Split(string reference)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? (reference, null) : (reference[..hash], reference[(hash + 1)..]);
    }

    /// <summary>
    /// The URI that <paramref name="reference"/>, without a fragment, means at <paramref name="baseUri"/>.
    /// </summary>
    public static string Resolve(string baseUri, string reference)
    {
        if (reference.Length == 0)
            return baseUri;
        if (SchemeLength(reference) > 0)
            return reference;

        var scheme = baseUri[..SchemeLength(baseUri)];
        var rest = baseUri[scheme.Length..];
        if (reference.StartsWith("//", StringComparison.Ordinal))
            return scheme + reference;

        var authority = rest.StartsWith("//", StringComparison.Ordinal) ? rest[..AuthorityLength(rest)] : "";
        var path = rest[authority.Length..].Split('?')[0];
        if (reference[0] == '?')
            return scheme + authority + path + reference;

        var (target, query) = SplitQuery(reference);
        if (target[0] != '/')
            target = authority.Length > 0 && path.Length == 0 ? "/" + target : path[..(path.LastIndexOf('/') + 1)] + target;
        return scheme + authority + RemoveDots(target) + query;
    }

    /// <summary>The text with its percent escapes decoded; what is no escape stays.</summary>
    public static string Unescape(string text) => Uri.UnescapeDataString(text);

    private static (string Path, string Query) SplitQuery(string reference)
    {
        var mark = reference.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (reference, "") : (reference[..mark], reference[mark..]);
    }

    /// <summary>Length of <c>scheme:</c> at the start, or 0.</summary>
    private static int SchemeLength(string uri)
    {
        for (var index = 0; index < uri.Length; index++)
        {
            var c = uri[index];
            if (c == ':')
                return index == 0 ? 0 : index + 1;
            var isLegal = char.IsAsciiLetter(c) || (index > 0 && (char.IsAsciiDigit(c) || c is '+' or '-' or '.'));
            if (!isLegal)
                return 0;
        }

        return 0;
    }

    private static int AuthorityLength(string rest)
    {
        var end = rest.AsSpan(2).IndexOfAny('/', '?');
        return end < 0 ? rest.Length : end + 2;
    }

    private static string RemoveDots(string path)
    {
        if (!path.Contains('.', StringComparison.Ordinal))
            return path;

        var kept = new List<string>();
        var segments = path.Split('/');
        for (var index = 0; index < segments.Length; index++)
        {
            var isLast = index == segments.Length - 1;
            if (segments[index] is not ("." or ".."))
            {
                kept.Add(segments[index]);
                continue;
            }

            // The empty segment before a leading slash stays.
            if (segments[index] == ".." && kept.Count > (path[0] == '/' ? 1 : 0))
                kept.RemoveAt(kept.Count - 1);
            if (isLast)
                kept.Add("");
        }

        return new StringBuilder().AppendJoin('/', kept).ToString();
    }
}
