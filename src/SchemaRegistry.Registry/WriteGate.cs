using Microsoft.Extensions.Logging;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry;

/// <summary>
/// The one place where the registry changes. Writes that wait go out together in one transaction and are answered when
/// it is on disk and visible. A thread of its own runs them, since committing blocks; a write that finds the gate idle
/// runs on its caller's thread, which saves two thread switches (about 100 µs on two cores) where one caller writes
/// alone.
/// <para>When the transaction can not be stored, nothing of it happened, and each of its writes fails with
/// <see cref="RegistryErrorCode.StoreFailed"/>.</para>
/// </summary>
internal sealed partial class WriteGate : IDisposable
{
    private readonly object _queueing = new();
    private readonly Lock _running = new();
    private readonly SemaphoreSlim _places = new(RegistryLimits.MaxQueuedWrites);
    private readonly RegistryScope _scope;
    private readonly IRegistryStore _store;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly Queue<IGateWrite> _queue = [];
    private long _nextContentId;
    private int _lastBatchSize;
    private bool _isStopping;

    public WriteGate(RegistryScope scope, IRegistryStore store, long nextContentId, ILogger logger)
    {
        _scope = scope;
        _store = store;
        _nextContentId = nextContentId;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "registry gate" };
        _thread.Start();
    }

    /// <summary>
    /// Runs a decision in the gate and answers when its changes are durable and visible. Cancelling gives up the wait
    /// for a place in the queue; a write that has its place is carried out.
    /// </summary>
    /// <exception cref="RegistryException">The decision refused, the store failed, or the registry is
    /// stopping.</exception>
    public async Task<T> RunAsync<T>(Func<GateTransaction, T> decide, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var write = new GateWrite<T>(decide);
            if (Enqueue(write))
                TryRunHere();
            return await write.Answer.ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Carries out what is queued, then ends.</summary>
    public void Dispose()
    {
        lock (_queueing)
        {
            _isStopping = true;
            Monitor.PulseAll(_queueing);
        }

        _thread.Join();

        // A caller may still be running a batch of its own.
        // The semaphore stays: those who wait for a place come to it afterwards.
        _running.Enter();
        _running.Exit();
    }

    /// <summary>Whether the write stands first, so that its caller may try to run it.</summary>
    private bool Enqueue(IGateWrite write)
    {
        lock (_queueing)
        {
            if (_isStopping)
                throw new RegistryException(RegistryErrorCode.Stopping);
            _queue.Enqueue(write);
            if (_queue.Count > 1)
                return false;
        }

        return true;
    }

    private void TryRunHere()
    {
        // After a batch of several, more are on their way: the thread's wake-up gives them the time to join this one.
        if (Volatile.Read(ref _lastBatchSize) <= 1 && _running.TryEnter())
        {
            try
            {
                RunBatch();
            }
            finally
            {
                _running.Exit();
            }
        }

        // Whoever came meanwhile, or this write when the gate was busy, is the thread's.
        lock (_queueing)
        {
            if (_queue.Count > 0)
                Monitor.Pulse(_queueing);
        }
    }

    private void Run()
    {
        while (WaitForWork())
        {
            lock (_running)
                RunBatch();
        }
    }

    private bool WaitForWork()
    {
        lock (_queueing)
        {
            while (_queue.Count == 0)
            {
                if (_isStopping)
                    return false;
                Monitor.Wait(_queueing);
            }

            return true;
        }
    }

    private void RunBatch()
    {
        var batch = Take();
        if (batch.Count == 0)
            return;
        Volatile.Write(ref _lastBatchSize, batch.Count);
        var transaction = new GateTransaction(_scope.State, _scope.Time, _nextContentId);
        foreach (var write in batch)
            write.Decide(transaction);

        // Never given twice, not even after a failed commit: caches know contents by these ids.
        _nextContentId = transaction.NextContentId;
        if (!TryCommit(transaction, out var failure))
        {
            foreach (var write in batch)
                write.Fail(failure!);
            return;
        }

        foreach (var write in batch)
            write.Complete();
    }

    private List<IGateWrite> Take()
    {
        var batch = new List<IGateWrite>();
        lock (_queueing)
        {
            while (batch.Count < RegistryLimits.MaxGroupedWrites && _queue.TryDequeue(out var write))
                batch.Add(write);
        }

        return batch;
    }

    private bool TryCommit(GateTransaction transaction, out Exception? failure)
    {
        failure = null;
        if (transaction.Changes.Count == 0)
            return true;
        try
        {
            _store.Commit(transaction.Contents, transaction.Changes);
        }
        catch (Exception e)
        {
            Log.CommitFailed(_logger, e, transaction.Changes.Count);
            failure = new RegistryException(RegistryErrorCode.StoreFailed, e);
            return false;
        }

        transaction.State.Publish();
        _scope.State.Sequence = transaction.Changes[^1].Sequence;
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A transaction of {Changes} changes could not be stored; none of them happened")]
        public static partial void CommitFailed(ILogger logger, Exception e, int changes);
    }
}
