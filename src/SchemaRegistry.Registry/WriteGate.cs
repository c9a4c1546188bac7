using Microsoft.Extensions.Logging;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry;

/// <summary>
/// The one place where the registry changes. Writes that wait go out together in one transaction and are answered when
/// it is on disk and visible. A thread of its own runs them, since committing blocks; a write that finds the gate idle
/// runs on its caller's thread, which saves two thread switches (about 100 µs on two cores) where one caller writes
/// alone.
/// <para>When a transaction can not be stored, nothing of it happened: its pending state is dropped, and its writes are
/// decided anew, each in a transaction of its own, so that one that can not be stored takes no other with it. A write
/// fails with <see cref="RegistryErrorCode.StoreFailed"/> when it could not be stored alone.</para>
/// </summary>
internal sealed partial class WriteGate : IDisposable
{
    private readonly Lock _running = new();
    private readonly WriteQueue _queue = new();
    private readonly SemaphoreSlim _places = new(RegistryLimits.MaxQueuedWrites);
    private readonly RegistryScope _scope;
    private readonly IRegistryStore _store;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private long _nextContentId;
    private int _lastBatchSize;

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
    /// Runs a decision in the gate and answers when its changes are durable and visible. Cancelling gives up waiting; a
    /// write that has its place in the queue is carried out all the same.
    /// </summary>
    /// <exception cref="RegistryException">The decision refused, the store failed, or the registry is
    /// stopping.</exception>
    public Task<T> RunAsync<T>(Func<GateTransaction, T> decide, CancellationToken cancellationToken)
    {
        var running = QueueAsync(decide, cancellationToken);
        return running.IsCompleted ? running : running.WaitAsync(cancellationToken);
    }

    private async Task<T> QueueAsync<T>(Func<GateTransaction, T> decide, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var write = new GateWrite<T>(decide);
            if (_queue.Add(write))
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
        _queue.Stop();
        _thread.Join();

        // A caller may still be running a batch of its own. The semaphore stays: those who wait for a place come to it
        // afterwards.
        _running.Enter();
        _running.Exit();
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
        _queue.WakeUp();
    }

    private void Run()
    {
        while (_queue.WaitForWork())
        {
            lock (_running)
                RunBatch();
        }
    }

    private void RunBatch()
    {
        var batch = _queue.Take();
        if (batch.Count == 0)
            return;
        Volatile.Write(ref _lastBatchSize, batch.Count);
        try
        {
            if (TryRun(batch, out var failure))
                return;
            if (batch.Count == 1)
                batch[0].Fail(failure!);
            else
                RunOneByOne(batch);
        }
        catch (Exception e)
        {
            // Nothing above throws by design. Were it to, callers must not wait for ever, and the gate goes on.
            Log.GateFaulted(_logger, e);
            foreach (var write in batch)
                write.Fail(new RegistryException(RegistryErrorCode.StoreFailed, e));
        }
    }

    /// <summary>
    /// Decides the writes, stores their changes and answers them; or leaves all of them unanswered, and nothing
    /// happened.
    /// </summary>
    private bool TryRun(IReadOnlyList<IGateWrite> batch, out Exception? failure)
    {
        failure = null;
        var transaction = new GateTransaction(_scope.State, _scope.Time, _nextContentId);
        var isSound = true;
        foreach (var write in batch)
            isSound = isSound && write.TryDecide(transaction);

        // Never given twice, not even after a failure: caches know contents by these ids.
        _nextContentId = transaction.NextContentId;
        if (!isSound)
        {
            if (batch.Count > 1)
                return false;
            batch[0].Complete();
            return true;
        }

        if (!TryCommit(transaction, out failure))
            return false;
        foreach (var write in batch)
            write.Complete();
        return true;
    }

    private void RunOneByOne(IReadOnlyList<IGateWrite> batch)
    {
        var failures = 0;
        foreach (var write in batch)
        {
            Exception? failure = null;
            if (failures < RegistryLimits.MaxFailedCommitsInRow && TryRun([write], out failure))
            {
                failures = 0;
                continue;
            }

            failures++;
            write.Fail(failure ?? new RegistryException(RegistryErrorCode.StoreFailed));
        }
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

        [LoggerMessage(2, LogLevel.Critical, "The write gate met a fault of its own; restart the server to read its state anew")]
        public static partial void GateFaulted(ILogger logger, Exception e);
    }
}
