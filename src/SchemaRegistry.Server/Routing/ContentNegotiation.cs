using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SchemaRegistry.Server.Routing;

/// <summary>
/// Which of the API's three JSON types an answer has: the best of the client's weight times the server's, in the
/// server's order among equals. Only these types are taken in, and any body without a type.
/// </summary>
internal static class ContentNegotiation
{
    public const string Preferred = "application/vnd.schemaregistry.v1+json";

    /// <summary>The type of server-sent events.</summary>
    public const string Events = "text/event-stream";

    private static readonly (string Type, double Weight)[] Produced =
    [
        (Preferred, 1),
        ("application/vnd.schemaregistry+json", 0.9),
        ("application/json", 0.5),
    ];

    private static readonly string[] Consumed = [.. Produced.Select(type => type.Type), "application/octet-stream"];

    /// <summary>The type of the answer, or null when the client takes none of them.</summary>
    public static string? Choose(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is null or "" or "*/*" or Preferred))
            return Preferred;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return null;

        var best = Produced
            .Select(type => (type.Type, Weight: type.Weight * ClientWeight(ranges, type.Type)))
            .MaxBy(type => type.Weight);
        return best.Weight > 0 ? best.Type : null;
    }

    /// <summary>Where a type stands among those that the API answers with.</summary>
    public static int IndexOf(string type) => Array.FindIndex(Produced, produced => produced.Type == type);

    /// <summary>
    /// Whether an Accept header clearly gets the preferred type: any, that type, or a list that begins with it at full
    /// weight.
    /// </summary>
    public static bool TakesPreferred(string? accept) =>
        accept is "*/*" or Preferred
        || (accept is not null && accept.StartsWith(Preferred, StringComparison.Ordinal)
            && accept[Preferred.Length] == ',');

    /// <summary>
    /// Whether an Accept header names the type of events itself, with no less weight than any of the API's types.
    /// </summary>
    public static bool PrefersEvents(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (!accept.Any(value => value?.Contains(Events, StringComparison.OrdinalIgnoreCase) == true)
            || !MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return false;
        var events = ranges
            .Where(range => range.MediaType.Equals(Events, StringComparison.OrdinalIgnoreCase))
            .Max(range => range.Quality ?? 1);
        return events > 0 && Produced.All(type => ClientWeight(ranges, type.Type) <= events);
    }

    public static bool Consumes(HttpRequest request) =>
        string.IsNullOrEmpty(request.ContentType)
        || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && Consumed.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase));

    private static double ClientWeight(IList<MediaTypeHeaderValue> ranges, string type)
    {
        var offered = new MediaTypeHeaderValue(type);
        return ranges
            .Where(range => IsWithin(offered, range))
            .Select(range => range.Quality ?? 1)
            .DefaultIfEmpty(0)
            .Max();
    }

    /// <summary>
    /// A suffix does not make a type another: <c>application/json</c> does not take in the <c>+json</c> ones.
    /// </summary>
    private static bool IsWithin(MediaTypeHeaderValue type, MediaTypeHeaderValue range) =>
        range.MatchesAllTypes
        || (range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase)
            && (range.MatchesAllSubTypes || range.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase)));
}
