using System.Runtime.CompilerServices;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// A fetch in its place among the answers. It answers at once when a partition has an error or there are enough
/// bytes, else when enough have arrived, its time is over or the connection ends, with what there is then. The handler
/// keeps it for another request when its frame is out.
/// </summary>
internal sealed class ParkedFetch : PendingResponse, IDisposable
{
    private readonly FetchHandler _handler;
    private readonly FetchPlan _plan = new();
    private readonly FetchPass _pass;
    private readonly FrameBuffer _frame = new();
    private FetchSignal? _signal;
    private RequestContext _request;

    public ParkedFetch(FetchHandler handler)
    {
        _handler = handler;
        _pass = new FetchPass(handler.Scope, _plan);
        _frame.Dispose();
    }

    public override bool IsReady => false;

    public override long HeldBytes => (long)_plan.Rows.Length * KafkaLimits.FetchedPartitionBytes;

    /// <summary>Whether it is small enough to be kept.</summary>
    public bool IsSmall => _plan.IsSmall;

    /// <exception cref="WireFormatException">The body is none of this version.</exception>
    public void Begin(RequestContext request, ReadOnlyMemory<byte> body)
    {
        _request = request;
        _plan.Decode(body, request.Version, _handler.Scope.Log);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<FrameBuffer> CompleteAsync(CancellationToken cancellationToken)
    {
        // Only a client that spoke to another broker before can name a session; it begins anew then.
        if (_plan.SessionId != 0)
            return Answer(ErrorCode.FetchSessionIdNotFound);

        _pass.Read();
        if (!_pass.IsEnough && TimeLeft() > TimeSpan.Zero)
            await WaitAsync(cancellationToken);

        return Answer(ErrorCode.None);
    }

    public override void Recycle()
    {
        _pass.Release();
        _plan.Clear();
        _request = default;
        _handler.TakeBack(this);
    }

    public void Dispose()
    {
        _signal?.Dispose();
        _frame.Dispose();
    }

    /// <summary>Returns when the pass has read what is to be answered.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        var signal = _signal ??= new FetchSignal(_handler.Scope.Time);
        using var ending = WakeAt(_request.Ending, signal);
        using var aborting = WakeAt(cancellationToken, signal);
        Listen(signal);
        try
        {
            while (true)
            {
                signal.Reset();
                var left = TimeLeft();
                var isOver = left <= TimeSpan.Zero
                    || _request.Ending.IsCancellationRequested || cancellationToken.IsCancellationRequested;
                if (isOver || (_pass.CountMore() && !_pass.IsCrowded))
                    break;

                signal.WakeIn(left);
                await signal.WaitAsync();
            }
        }
        finally
        {
            signal.StopTimer();
            StopListening(signal);
        }

        _pass.Read();
    }

    private static CancellationTokenRegistration WakeAt(CancellationToken token, FetchSignal signal) =>
        token.UnsafeRegister(static signal => ((FetchSignal)signal!).Wake(), signal);

    private void Listen(FetchSignal signal)
    {
        foreach (ref readonly var row in _plan.Rows)
            row.Partition?.AddListener(signal);
    }

    private void StopListening(FetchSignal signal)
    {
        foreach (ref readonly var row in _plan.Rows)
            row.Partition?.RemoveListener(signal);
    }

    private TimeSpan TimeLeft()
    {
        // Half the idle time at most, so that a connection that waits for records is not taken for a dead one.
        var cap = _handler.Scope.Options.IdleTimeout / 2;
        var wait = TimeSpan.FromMilliseconds(Math.Max(0, _plan.MaxWaitMs));
        return (wait < cap ? wait : cap) - _handler.Scope.Time.GetElapsedTime(_request.ArrivedAt);
    }

    private FrameBuffer Answer(ErrorCode error)
    {
        _frame.Begin();
        return FetchAnswer.Encode(_frame, _plan, _request, error);
    }
}
