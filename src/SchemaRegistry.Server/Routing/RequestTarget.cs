using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SchemaRegistry.Server.Routing;

/// <summary>What a request is about: the segments of its path, decoded one by one, and its query.</summary>
internal sealed record RequestTarget(IReadOnlyList<string> Segments, RequestQuery Query)
{
    public static RequestTarget Read(HttpContext context)
    {
        var rawTarget = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new RequestTarget(ApiPath.Split(rawTarget), new RequestQuery(context.Request.Query));
    }

    /// <summary>Whether the path begins with these segments.</summary>
    public bool StartsWith(params ReadOnlySpan<string> segments)
    {
        if (Segments.Count < segments.Length)
            return false;
        for (var index = 0; index < segments.Length; index++)
        {
            if (Segments[index] != segments[index])
                return false;
        }

        return true;
    }
}
