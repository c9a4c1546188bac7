namespace SchemaRegistry.Server.Routing;

/// <summary>
/// The segments of a request's path, each decoded once by itself, so that <c>%2F</c> in a subject stays in it. A slash
/// at the end is no segment; an empty one between slashes is.
/// </summary>
internal static class ApiPath
{
    public static IReadOnlyList<string> Split(string rawTarget)
    {
        var end = rawTarget.IndexOfAny(['?', '#']);
        var path = end < 0 ? rawTarget : rawTarget[..end];
        if (!path.StartsWith('/'))
            path = Uri.TryCreate(path, UriKind.Absolute, out var absolute) ? absolute.AbsolutePath : "/";
        var segments = path[1..].Split('/');
        if (segments[^1].Length == 0)
            segments = segments[..^1];
        return Array.ConvertAll(segments, Uri.UnescapeDataString);
    }
}
