namespace SchemaRegistry.Server.Routing;

/// <summary>
/// An operation: a method, a path such as <c>/subjects/{subject}/versions</c>, the query parameters it reads, and what
/// answers it. The parameters are told so that the contract can be held against the code.
/// </summary>
internal sealed record ApiRoute(
    string Method, string Path, IReadOnlyList<string> Parameters, Func<ApiRequest, ValueTask<ApiAnswer>> Handler)
{
    private readonly string[] _segments = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether it can answer with server-sent events. Its errors are JSON then, too.</summary>
    public bool HasEvents { get; init; }

    public bool HasBody => Method is "POST" or "PUT";

    /// <summary>Refused before it runs when the client takes no type of the API's.</summary>
    public bool ChangesState => Method is not "GET";

    /// <summary>The values of the path's placeholders, or null when the path is another one.</summary>
    public Dictionary<string, string>? Match(IReadOnlyList<string> segments)
    {
        if (segments.Count != _segments.Length)
            return null;
        for (var index = 0; index < segments.Count; index++)
        {
            if (_segments[index] != segments[index] && !IsPlaceholder(_segments[index]))
                return null;
        }

        // Only now: most routes that are tried are not the one.
        var values = new Dictionary<string, string>();
        for (var index = 0; index < segments.Count; index++)
        {
            if (IsPlaceholder(_segments[index]))
                values[_segments[index][1..^1]] = segments[index];
        }

        return values;
    }

    private static bool IsPlaceholder(string segment) => segment[0] == '{';
}
