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
    private readonly AnswerQueue _answers;
    private readonly ClientIdCache _clientIds = new();

    // Cancelled when nothing more is read: parked fetches answer then. _aborting follows, and ends the writing too.
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _aborting = new();

    public KafkaConnection(IDuplexPipe transport, ConnectionFacts facts, ConnectionRuntime runtime)
    {
        _transport = transport;
        _facts = facts;
        _runtime = runtime;
        _answers = new AnswerQueue(runtime.Memory.Answers);
    }

    /// <summary>
    /// Runs until the peer leaves, breaks the protocol or idles, or the server stops. Never throws for any of these.
    /// </summary>
    /// <returns>Whether all that was due could be handed to the transport; else it should be aborted.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using (var watch = new IdleWatch(_runtime.Time, _runtime.Options.IdleTimeout, Abort))
        {
            await using var stop = cancellationToken.Register(End);
            await using var abort = _aborting.Token.UnsafeRegister(
                static answers => ((AnswerQueue)answers!).Abort(), _answers);
            var writing = WriteAnswersAsync(watch);
            await ReadRequestsAsync(watch);
            End();
            _answers.Complete();
            var drain = KafkaLimits.DrainTimeout;
            await using (_runtime.Time.CreateTimer(_ => Abort(), null, drain, Timeout.InfiniteTimeSpan))
                await writing;
        }

        _answers.Drain();
        await CompleteTransportAsync();
        return !_aborting.IsCancellationRequested;
    }

    public void Dispose()
    {
        _answers.Dispose();
        _ending.Dispose();
        _aborting.Dispose();
    }

    private async Task ReadRequestsAsync(IdleWatch watch)
    {
        var frames = new FrameReader(_transport.Input, watch, _runtime.Memory, _runtime.Options.MaxFrameBytes);
        var request = ParsedRequest.None;
        try
        {
            while (await frames.ReadAsync(_ending.Token) is { } frame)
            {
                request = ParsedRequest.Parse(frame, _runtime.Table, _clientIds);
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
            Log.Failed(
                _runtime.Logger, exception, _facts.ConnectionId, request.PrintableClientId, request.Head.Key);
        }
        finally
        {
            frames.Release();
        }
    }

    /// <summary>A transport over a stream sends what is left when it is completed, and fails when that does.</summary>
    private async ValueTask CompleteTransportAsync()
    {
        var aborted = _aborting.IsCancellationRequested ? new OperationCanceledException("Aborted.") : null;
        try
        {
            await _transport.Input.CompleteAsync();
            await _transport.Output.CompleteAsync(aborted);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            Log.Lost(_runtime.Logger, _facts.ConnectionId, exception.Message);
        }
    }

    /// <returns>False when the connection has to be closed.</returns>
    private async ValueTask<bool> ExecuteAsync(ParsedRequest parsed)
    {
        var arrivedAt = _runtime.Time.GetTimestamp();
        var request = new RequestContext(parsed.Head, _facts, arrivedAt) { Ending = _ending.Token };
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
            var sender = new AnswerSender(_transport.Output, _answers, watch, _runtime.Metrics);
            while (await _answers.WaitAsync())
            {
                if (!await sender.SendWaitingAsync(_aborting.Token))
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

    private void LogRefused(ParsedRequest request, string reason)
    {
        _runtime.Metrics.Refused();
        Log.Refused(
            _runtime.Logger,
            _facts.ConnectionId,
            request.PrintableClientId,
            request.Head.Key,
            request.Head.Version,
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
