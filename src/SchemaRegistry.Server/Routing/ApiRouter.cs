using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SchemaRegistry.Registry;
using SchemaRegistry.Server.Errors;
using SchemaRegistry.Server.Telemetry;

namespace SchemaRegistry.Server.Routing;

/// <summary>
/// Finds the operation of a request, runs it, and writes its answer or its error: the one place on this surface where
/// exceptions end. Routes are tried in order; a list of fifty is faster than building a general router at every start.
/// </summary>
internal sealed partial class ApiRouter(
    IReadOnlyList<ApiRoute> routes,
    SubjectAliases aliases,
    RouterRules rules,
    ServerMetrics metrics,
    ILogger<ApiRouter> logger)
{
    private const string RequestIdHeader = "X-Request-ID";

    public IReadOnlyList<ApiRoute> Routes => routes;

    public async Task HandleAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var (route, answer) = await AnswerAsync(context);
        using var stream = answer.Stream;
        if (stream is null)
            await WriteAsync(context, answer, route?.HasEvents == true);

        // What a stream takes is up to its client; it is counted when it begins.
        var status = stream is null ? context.Response.StatusCode : answer.Status;
        metrics.Answered(route?.Path ?? "unknown", context.Request.Method, status, Stopwatch.GetElapsedTime(started));
        if (stream is not null)
            await StreamAsync(context, answer, stream);
    }

    public static void EchoRequestId(HttpContext context)
    {
        var sent = context.Request.Headers[RequestIdHeader];
        context.Response.Headers[RequestIdHeader] = sent is [{ Length: > 0 and <= 128 } id]
            && id.All(letter => letter is >= ' ' and <= '~')
            ? id
            : Guid.NewGuid().ToString();
    }

    private async ValueTask<(ApiRoute? Route, ApiAnswer Answer)> AnswerAsync(HttpContext context)
    {
        ApiRoute? route = null;
        try
        {
            var target = aliases.Apply(ContextPrefix.Apply(RequestTarget.Read(context), context.Request.Method));
            route = Find(context, target, out var values);
            if (route.HasBody && !ContentNegotiation.Consumes(context.Request))
                return (route, Generic(415, "HTTP 415 Unsupported Media Type"));
            if (route.ChangesState && ContentNegotiation.Choose(context.Request) is null)
                return (route, Generic(406, "HTTP 406 Not Acceptable"));
            if (!route.HasBody)
                return (route, await route.Handler(
                    new ApiRequest(context, target.Query, values, context.RequestAborted)));
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            deadline.CancelAfter(rules.RequestTimeout);
            return (route, await route.Handler(new ApiRequest(context, target.Query, values, deadline.Token)));
        }
        catch (RegistryException e)
        {
            return (route, ApiAnswer.Error(ErrorTable.Find(e)));
        }
        catch (BadRequestException e)
        {
            return (route, Generic(e.Status, e.Message));
        }
        catch (BadHttpRequestException e)
        {
            return (route, Generic(e.StatusCode, e.StatusCode == 413 ? "The request body is larger than the server takes" : e.Message));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return (route, Generic(400, "The client went away"));
        }
        catch (OperationCanceledException)
        {
            return (route, Generic(504, "Request timed out"));
        }
        catch (Exception e)
        {
            Log.Failed(logger, e, context.Request.Method, context.Request.Path);
            return (route, Generic(500, "Internal Server Error"));
        }
    }

    private ApiRoute Find(HttpContext context, RequestTarget target, out Dictionary<string, string> values)
    {
        var method = context.Request.Method;
        List<string>? others = null;
        foreach (var route in routes)
        {
            if (route.Match(target.Segments) is not { } matched)
                continue;
            if (route.Method == method || (method == "HEAD" && route.Method == "GET"))
            {
                values = matched;
                return route;
            }

            (others ??= []).Add(route.Method);
        }

        if (others is null)
            throw BadRequestException.NotFound();
        context.Response.Headers.Allow = string.Join(", ", others);
        throw new BadRequestException(405, "HTTP 405 Method Not Allowed");
    }

    private async Task WriteAsync(HttpContext context, ApiAnswer answer, bool hasEvents)
    {
        var type = answer.ContentType ?? ContentNegotiation.Choose(context.Request);
        if (type is null && hasEvents && ContentNegotiation.PrefersEvents(context.Request))
            type = ContentNegotiation.Preferred;
        if (type is null)
        {
            answer = Generic(406, "HTTP 406 Not Acceptable");
            type = ContentNegotiation.Preferred;
        }

        var response = context.Response;
        if (answer.CacheControl is not null && IsKnown(context, answer, type))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = answer.Status;
        if (answer.Status == StatusCodes.Status204NoContent)
            return;
        var body = rules.Compresses ? AnswerCompression.Apply(context, answer.Body) : answer.Body;
        response.ContentType = type;
        response.ContentLength = body.Length;
        if (context.Request.Method != "HEAD")
            await response.BodyWriter.WriteAsync(body);
    }

    private static bool IsKnown(HttpContext context, ApiAnswer answer, string type)
    {
        var tag = EntityTags.Create(answer.Body.Span, type);
        EntityTags.Tell(context.Response, tag, answer.CacheControl!);
        return EntityTags.IsKnown(context.Request, tag);
    }

    private async Task StreamAsync(HttpContext context, ApiAnswer answer, IAnswerStream stream)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers.CacheControl = "no-store";
        if (context.Request.Method == "HEAD")
            return;
        try
        {
            await stream.WriteAsync(response.BodyWriter, context.RequestAborted);
        }
        catch (Exception e)
        {
            // The status is out: an end in the middle is all that can still be told.
            if (e is not OperationCanceledException)
                Log.Failed(logger, e, context.Request.Method, context.Request.Path);
            context.Abort();
        }
    }

    private static ApiAnswer Generic(int status, string message) =>
        ApiAnswer.Error(new ApiError(status, status, message));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, Exception e, string method, string path);
    }
}
