using System.Globalization;
using SchemaRegistry.Registry;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Errors;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary>
/// <c>/changes</c>: what happened after a sequence number. At once, when something happens (long poll), or as a stream
/// of events.
/// </summary>
internal sealed class ChangeEndpoints(ChangeFeed feed, ChangeReaders readers)
{
    private const string LastEventId = "Last-Event-ID";

    public IEnumerable<ApiRoute> Routes => [new("GET", "/changes", ["after", "limit", "waitMs"], GetAsync) { HasEvents = true }];

    private async ValueTask<ApiAnswer> GetAsync(ApiRequest request)
    {
        var after = request.Count("after");
        if (request.PrefersEvents)
            return Stream(FindLastEvent(request) ?? after);

        var limit = request.Limit(ServerLimits.ChangePages);
        var wait = Math.Min(request.Count("waitMs"), (long)ServerLimits.MaxChangeWait.TotalMilliseconds);
        if (wait > 0 && feed.Last <= after)
        {
            using var place = readers.TryTake();
            if (place is null)
                return Full();
            await WaitAsync(after, TimeSpan.FromMilliseconds(wait), request.Aborted);
        }

        var last = feed.Last;
        var changes = feed.Read(after, limit);
        return ApiAnswer.Json(json => ChangeFeedJson.WritePage(json, last, changes));
    }

    private ApiAnswer Stream(long after) => readers.TryTake() is { } place
        ? ApiAnswer.Streamed(ContentNegotiation.Events, new ChangeEvents(feed, after, place, readers.Stopping))
        : Full();

    /// <summary>Returns early, too, when the server stops: what is there is an answer.</summary>
    private async Task WaitAsync(long after, TimeSpan patience, CancellationToken aborted)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, readers.Stopping);
        try
        {
            await feed.WaitAsync(after, patience, ending.Token);
        }
        catch (OperationCanceledException) when (readers.Stopping.IsCancellationRequested)
        {
            return;
        }
    }

    /// <summary>The last event that a client has, which it tells when it comes again; it goes before "after".</summary>
    private static long? FindLastEvent(ApiRequest request)
    {
        if (request.Header(LastEventId) is not { Length: > 0 } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : throw new BadRequestException(
                422, $"The header {LastEventId} must be the sequence number of the last event that was taken in");
    }

    private static ApiAnswer Full() => ApiAnswer.Error(new ApiError(
        503, 503, $"{ServerLimits.MaxChangeReaders} clients wait for changes already; ask again later, or without waitMs"));
}
