using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Server.Contracts;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary>
/// The changes after a sequence number as server-sent events (HTML standard, 9.2), without end: <c>id</c> is the
/// sequence number, <c>event</c> the kind, <c>data</c> the change as JSON in one line. A comment goes out first, and
/// whenever nothing else did for <see cref="ServerLimits.ChangeHeartbeat"/>, so that a connection that died is noticed
/// and none on the way is taken for idle. Each page is read from the store when the one before has been taken in: a
/// slow client costs one page.
/// </summary>
internal sealed class ChangeEvents(
    ChangeFeed feed, long after, ChangeReaders.Place place, CancellationToken stopping) : IAnswerStream
{
    private long _after = after;

    public async Task WriteAsync(PipeWriter output, CancellationToken aborted)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
        WriteComment(output);
        await output.FlushAsync(ending.Token);
        while (await WaitAsync(output, ending.Token))
        {
            foreach (var change in feed.Read(_after, ServerLimits.ChangeEventsAtOnce))
            {
                WriteEvent(output, change);
                _after = change.Change.Sequence;
            }

            var flushed = await output.FlushAsync(ending.Token);
            if (flushed.IsCompleted)
                return;
        }
    }

    public void Dispose() => place.Dispose();

    /// <summary>Whether there may be changes; false when the stream ends here, between two events.</summary>
    private async Task<bool> WaitAsync(PipeWriter output, CancellationToken ending)
    {
        try
        {
            if (!await feed.WaitAsync(_after, ServerLimits.ChangeHeartbeat, ending))
                WriteComment(output);
            return true;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return false;
        }
    }

    private static void WriteComment(PipeWriter output) => output.Write(":\n\n"u8);

    private static void WriteEvent(PipeWriter output, RecordedChange change)
    {
        var kind = ChangeFeedJson.KindName(change.Change);
        output.Write(Encoding.UTF8.GetBytes($"id: {change.Change.Sequence}\nevent: {kind}\ndata: "));
        using (var json = new Utf8JsonWriter(output, ApiAnswer.WriterOptions))
            ChangeFeedJson.WriteChange(json, change);
        output.Write("\n\n"u8);
    }
}
