using Microsoft.AspNetCore.Http;

namespace SchemaRegistry.Server.Hosting;

/// <summary>
/// Lets pages of named origins call the API (Fetch standard, CORS protocol): answers preflights itself, and names the
/// origin in every other answer.
/// </summary>
internal sealed class CrossOrigin(IReadOnlyList<string> origins)
{
    private const string Any = "*";

    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || !(origins.Contains(Any) || origins.Contains(origin)))
            return next(context);

        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origins.Contains(Any) ? Any : origin;
        headers.Vary = "Origin";
        headers.AccessControlExposeHeaders = "ETag, X-Request-ID";
        if (!HttpMethods.IsOptions(context.Request.Method) || !context.Request.Headers.ContainsKey("Access-Control-Request-Method"))
            return next(context);

        headers.AccessControlAllowMethods = "GET, POST, PUT, DELETE";
        headers.AccessControlAllowHeaders = "Accept, Authorization, Content-Type, If-None-Match, Last-Event-ID, X-Request-ID";
        headers.AccessControlMaxAge = "600";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
