using System.IO.Pipelines;
using Microsoft.Extensions.Logging;
using SchemaRegistry.Kafka.Handlers;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>
/// One connection. The reader loop decodes and executes requests in order of arrival; the writer loop sends the
/// answers in the same order, each as soon as it and all before it are done. So appends of one connection keep their
/// order without waiting for each other's fsync. Whatever goes wrong ends this connection only.
/// </summary>
internal sealed partial class KafkaConnection : IDisposable
{
    private readonly IDuplexPipe _transport;
    private readonly ConnectionFacts _facts;
    private readonly ConnectionRuntime _runtime;
    private readonly AnswerQueue _answers = new();

    // Cancelled when nothing more is read: parked fetches answer then. _aborting follows, and ends the writing too.
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _aborting = new();

    public KafkaConnection(IDuplexPipe transport, ConnectionFacts facts, ConnectionRuntime runtime)
    {
        _transport = transport;
        _facts = facts;
        _runtime = runtime;
    }

    /// <summary>
    /// Runs until the peer leaves, breaks the protocol or idles, or the server stops. Never throws for any of these.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using (var watch = new IdleWatch(_runtime.Time, _runtime.Options.IdleTimeout, Abort))
        {
            await using var stop = cancellationToken.Register(End);
            var writing = WriteAnswersAsync(watch);
            await ReadRequestsAsync(watch);
            End();
            _answers.Complete();
            var drain = KafkaLimits.DrainTimeout;
            await using (_runtime.Time.CreateTimer(_ => Abort(), null, drain, Timeout.InfiniteTimeSpan))
                await writing;
        }

        await _transport.Input.CompleteAsync();
        await CompleteOutputAsync();
    }

    public void Dispose()
    {
        _ending.Dispose();
        _aborting.Dispose();
    }

    private async Task ReadRequestsAsync(IdleWatch watch)
    {
        var frames = new FrameReader(_transport.Input, watch, _runtime.Frames, _runtime.Options.MaxFrameBytes);
        ParsedRequest request = default;
        try
        {
            while (await frames.ReadAsync(_ending.Token) is { } frame)
            {
                request = ParsedRequest.Parse(frame, _runtime.Table);
                _runtime.Metrics.Executed(request.Handler, frame.Length);
                if (!await ExecuteAsync(request))
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // The connection ends; RunAsync goes on from here.
        }
        catch (IOException exception)
        {
            Log.Lost(_runtime.Logger, _facts.ConnectionId, exception.Message);
        }
        catch (WireFormatException exception)
        {
            LogRefused(request, exception.Message);
        }
        catch (Exception exception)
        {
            // The one catch-all of the reader loop: a defect in a handler costs its connection, not the broker.
            var key = request.Header?.RequestApiKey ?? -1;
            Log.Failed(_runtime.Logger, exception, _facts.ConnectionId, request.PrintableClientId, key);
        }
        finally
        {
            frames.Release();
        }
    }

    /// <returns>False when the connection has to be closed.</returns>
    private async ValueTask<bool> ExecuteAsync(ParsedRequest parsed)
    {
        var arrivedAt = _runtime.Time.GetTimestamp();
        var request = new RequestContext(parsed.Header, _facts, arrivedAt) { Ending = _ending.Token };
        PendingResponse? answer;
        if (parsed.Handler is { } handler)
            answer = await handler.StartAsync(request, parsed.Body, _ending.Token);
        else if (parsed.IsApiVersions)
            answer = new ReadyResponse(_runtime.ApiVersions.RefuseVersion(request));
        else
        {
            // There is no body that says "unsupported" for any key; Kafka closes the connection too.
            LogRefused(parsed, "The key or version is not served.");
            return false;
        }

        if (answer is CloseConnection close)
        {
            LogRefused(parsed, close.Reason);
            return false;
        }

        if (answer is not null)
            await _answers.EnqueueAsync(answer, _ending.Token);

        return true;
    }

    private async Task WriteAnswersAsync(IdleWatch watch)
    {
        try
        {
            while (await _answers.WaitAsync(_aborting.Token))
            {
                if (!await WriteWaitingAsync(watch))
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // Aborted: idle, or the drain time is over.
        }
        catch (IOException exception)
        {
            Log.Lost(_runtime.Logger, _facts.ConnectionId, exception.Message);
        }
        catch (Exception exception)
        {
            // The one catch-all of the writer loop, see above.
            Log.AnswerFailed(_runtime.Logger, exception, _facts.ConnectionId);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Sends what is queued; small answers that are ready share a flush.</summary>
    private async ValueTask<bool> WriteWaitingAsync(IdleWatch watch)
    {
        var output = _transport.Output;
        while (_answers.TryDequeue(out var answer))
        {
            long bytes;
            using (var frame = await answer!.CompleteAsync(_aborting.Token))
            {
                frame.CopyTo(output);
                bytes = frame.TotalBytes;
            }

            _runtime.Metrics.Sent(bytes);

            if (bytes < KafkaLimits.UnflushedBytes && _answers.NextIsReady && output.CanGetUnflushedBytes
                && output.UnflushedBytes < KafkaLimits.UnflushedBytes)
                continue;

            var flushed = await output.FlushAsync(_aborting.Token);
            watch.Touch();
            if (flushed.IsCompleted || flushed.IsCanceled)
                return false;
        }

        return true;
    }

    /// <summary>A writer over a stream first sends what it still holds, to a peer that may be gone.</summary>
    private async Task CompleteOutputAsync()
    {
        try
        {
            await _transport.Output.CompleteAsync();
        }
        catch (IOException exception)
        {
            Log.Lost(_runtime.Logger, _facts.ConnectionId, exception.Message);
        }
    }

    private void LogRefused(ParsedRequest request, string reason)
    {
        var header = request.Header;
        _runtime.Metrics.Refused();
        Log.Refused(
            _runtime.Logger,
            _facts.ConnectionId,
            request.PrintableClientId,
            header?.RequestApiKey ?? -1,
            header?.RequestApiVersion ?? -1,
            reason);
    }

    private void End() => Cancel(_ending);

    private void Abort() => Cancel(_aborting);

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A timer of the connection fired while it was being taken down; there is nothing left to cancel.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Connection {ConnectionId} is lost: {Reason}")]
        public static partial void Lost(ILogger logger, string connectionId, string reason);

        [LoggerMessage(2, LogLevel.Warning,
            "Connection {ConnectionId} of {ClientId} is closed at API key {ApiKey}, version {Version}: {Reason}")]
        public static partial void Refused(
            ILogger logger, string connectionId, string? clientId, short apiKey, short version, string reason);

        [LoggerMessage(
            3, LogLevel.Error, "Connection {ConnectionId} of client {ClientId} is closed: API key {ApiKey} failed")]
        public static partial void Failed(
            ILogger logger, Exception exception, string connectionId, string? clientId, short apiKey);

        [LoggerMessage(4, LogLevel.Error, "Connection {ConnectionId} is closed: an answer failed")]
        public static partial void AnswerFailed(ILogger logger, Exception exception, string connectionId);
    }
}
