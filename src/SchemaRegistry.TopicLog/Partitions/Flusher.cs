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
    private readonly Thread _thread;
    private List<Partition> _dirty = [];
    private Queue<Action> _work = [];
    private bool _isStopping;

    /// <param name="interval">Between two rounds; null flushes as soon as the disk is free.</param>
    public Flusher(TimeSpan? interval)
    {
        _interval = interval;
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
            Monitor.Pulse(_gate);
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
            if (_interval is { } interval && !_isStopping && _work.Count == 0)
                Monitor.Wait(_gate, interval);
            while (_dirty.Count == 0 && _work.Count == 0)
            {
                if (_isStopping)
                    return false;
                Monitor.Wait(_gate);
            }

            (dirty, _dirty) = (_dirty, dirty);
            (work, _work) = (_work, work);
            return true;
        }
    }
}
