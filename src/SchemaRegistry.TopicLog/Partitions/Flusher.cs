namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// The one thread of a log that forces data to disk: it takes all partitions that wait and flushes each once, so that
/// however many appends came in the meantime share one fsync. It also runs the few other changes that block on the
/// disk.
/// </summary>
internal sealed class Flusher : IDisposable
{
    private readonly object _gate = new();
    private readonly TimeSpan? _interval;
    private readonly ITimer? _timer;
    private readonly Thread _thread;
    private List<Partition> _dirty = [];
    private Queue<Action> _work = [];
    private bool _isIntervalOver;
    private bool _isStopping;

    /// <param name="interval">
    /// So long a partition waits for others that shall be flushed with it; null flushes as soon as the disk is free.
    /// </param>
    /// <param name="time">The clock for it.</param>
    public Flusher(TimeSpan? interval, TimeProvider time)
    {
        _interval = interval;
        if (interval is not null)
            _timer = time.CreateTimer(_ => EndInterval(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _thread = new Thread(Run) { IsBackground = true, Name = "log flusher" };
        _thread.Start();
    }

    public void Queue(Partition partition)
    {
        if (!partition.TryQueue())
            return;
        lock (_gate)
        {
            _dirty.Add(partition);
            if (_interval is null)
                Monitor.Pulse(_gate);
            else if (_dirty.Count == 1 && !_isStopping)
                _timer!.Change(_interval.Value, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Runs something that blocks on the disk; what it throws is what the caller gets.</summary>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopping, this);
            _work.Enqueue(() => Complete(work, done));
            Monitor.Pulse(_gate);
        }

        return done.Task;
    }

    /// <summary>Does what is queued, then ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _timer?.Dispose();
    }

    private static void Complete<T>(Func<T> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(work());
        }
        catch (Exception e)
        {
            // The caller awaits the work and gets whatever it threw.
            done.SetException(e);
        }
    }

    private void Run()
    {
        var (dirty, work) = (new List<Partition>(), new Queue<Action>());
        while (TryTake(ref dirty, ref work))
        {
            while (work.TryDequeue(out var action))
                action();
            foreach (var partition in dirty)
                partition.Flush();
            dirty.Clear();
        }
    }

    private bool TryTake(ref List<Partition> dirty, ref Queue<Action> work)
    {
        lock (_gate)
        {
            while (_work.Count == 0 && !MayFlush)
            {
                if (_isStopping)
                    return false;
                Monitor.Wait(_gate);
            }

            (work, _work) = (_work, work);
            if (MayFlush)
                (dirty, _dirty, _isIntervalOver) = (_dirty, dirty, false);
            return true;
        }
    }

    private bool MayFlush => _dirty.Count > 0 && (_interval is null || _isIntervalOver || _isStopping);

    private void EndInterval()
    {
        lock (_gate)
        {
            _isIntervalOver = true;
            Monitor.Pulse(_gate);
        }
    }
}
