using System.Threading.Tasks.Sources;
using SchemaRegistry.TopicLog.Partitions;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// What wakes a parked fetch: an advance of a partition, the end of its time or of its connection. Reset it, look, and
/// only then wait: so nothing that arrives between the look and the wait is missed. It can be used again and again, and
/// allocates nothing then. Waking is safe for any thread, the rest is for the one that waits.
/// </summary>
internal sealed class FetchSignal : IHighWatermarkListener, IValueTaskSource<bool>, IThreadPoolWorkItem, IDisposable
{
    private const int Quiet = 0;
    private const int Awaited = 1;
    private const int Woken = 2;

    private readonly ITimer _timer;
    private ManualResetValueTaskSourceCore<bool> _wake;
    private int _state;

    public FetchSignal(TimeProvider time)
    {
        _timer = time.CreateTimer(
            static signal => ((FetchSignal)signal!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Reset() => Volatile.Write(ref _state, Quiet);

    /// <summary>Wakes when so much time has passed, at the latest.</summary>
    public void WakeIn(TimeSpan time)
    {
        // A timer counts whole milliseconds, and may not be early: the fetch would find that it has time left.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    public void StopTimer() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Returns when woken, at once when that was after the last reset. May return without a reason.</summary>
    public ValueTask<bool> WaitAsync()
    {
        _wake.Reset();
        return Interlocked.CompareExchange(ref _state, Awaited, Quiet) == Quiet
            ? new ValueTask<bool>(this, _wake.Version)
            : new ValueTask<bool>(true);
    }

    /// <summary>The signal comes under the partition's lock, where no continuation may run.</summary>
    public void OnAdvanced() => Wake();

    public void Wake()
    {
        if (Interlocked.Exchange(ref _state, Woken) == Awaited)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Dispose() => _timer.Dispose();

    void IThreadPoolWorkItem.Execute() => _wake.SetResult(true);

    bool IValueTaskSource<bool>.GetResult(short token) => _wake.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _wake.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wake.OnCompleted(continuation, state, token, flags);
}
