using System.Threading.Tasks.Sources;
using SchemaRegistry.Kafka.Handlers;
using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka.Connections;

/// <summary>
/// The answers of one connection in the order of their requests, bounded by number and by bytes: the reader waits
/// when it is full, which is how a peer that does not read its answers is kept from asking for more. One task
/// enqueues, one dequeues. Waiting for the next answer allocates nothing; a consumer at the end of a log does it all
/// the time.
/// </summary>
/// <param name="overall">What the answers of all connections may hold.</param>
internal sealed class AnswerQueue(ByteBudget overall) : IValueTaskSource<bool>, IThreadPoolWorkItem, IDisposable
{
    private readonly ByteBudget _bytes = new(KafkaLimits.PendingResponseBytes);
    private readonly SemaphoreSlim _places = new(KafkaLimits.MaxPendingResponses);
    private readonly Lock _queue = new();
    private readonly Queue<QueuedAnswer> _answers = new();
    private ManualResetValueTaskSourceCore<bool> _arrival;
    private QueuedAnswer _current;
    private int _unsent;
    private bool _isWaiting;
    private bool _isComplete;
    private bool _isAborted;

    /// <summary>True when the next answer is there and would go out without waiting.</summary>
    public bool NextIsReady
    {
        get
        {
            lock (_queue)
                return _answers.TryPeek(out var next) && next.Answer.IsReady;
        }
    }

    public async ValueTask EnqueueAsync(PendingResponse answer, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        var held = answer.HeldBytes;
        var queued = new QueuedAnswer(answer, 0, 0);
        if (held > KafkaLimits.UncountedAnswerBytes)
            queued = await CountAsync(answer, held, cancellationToken);

        Interlocked.Increment(ref _unsent);
        lock (_queue)
        {
            _answers.Enqueue(queued);
            if (!_isWaiting)
                return;
            _isWaiting = false;
        }

        // The one who waits goes on elsewhere: the reader of requests has more to do.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Says that no answer follows.</summary>
    public void Complete() => End(abort: false);

    /// <summary>Says that what is queued is not sent any more.</summary>
    public void Abort() => End(abort: true);

    /// <summary>Waits for an answer; false when none follows.</summary>
    public ValueTask<bool> WaitAsync()
    {
        lock (_queue)
        {
            if (_isAborted || (_isComplete && _answers.Count == 0))
                return new ValueTask<bool>(false);
            if (_answers.Count > 0)
                return new ValueTask<bool>(true);
            _isWaiting = true;
            _arrival.Reset();
            return new ValueTask<bool>(this, _arrival.Version);
        }
    }

    /// <summary>Takes the next answer, which counts until <see cref="Settle"/>.</summary>
    public bool TryDequeue(out PendingResponse? answer)
    {
        lock (_queue)
        {
            var isThere = !_isAborted && _answers.TryDequeue(out _current);
            answer = _current.Answer;
            if (!isThere)
                return false;
        }

        _places.Release();
        return true;
    }

    /// <summary>Gives back what the answer that was taken last has held.</summary>
    public void Settle()
    {
        Release(_current);
        _current = default;
        Interlocked.Decrement(ref _unsent);
    }

    /// <summary>Gives back what answers hold that will not be sent; nobody enqueues or dequeues any more.</summary>
    public void Drain()
    {
        while (_answers.TryDequeue(out var queued))
            Release(queued);
    }

    public void Dispose() => _places.Dispose();

    bool IValueTaskSource<bool>.GetResult(short token) => _arrival.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _arrival.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _arrival.OnCompleted(continuation, state, token, flags);

    void IThreadPoolWorkItem.Execute()
    {
        bool isMore;
        lock (_queue)
            isMore = !_isAborted && _answers.Count > 0;

        _arrival.SetResult(isMore);
    }

    private async ValueTask<QueuedAnswer> CountAsync(
        PendingResponse answer, long held, CancellationToken cancellationToken)
    {
        var own = await _bytes.AcquireAsync(held, cancellationToken);
        if (Volatile.Read(ref _unsent) == 0)
        {
            overall.Overdraw(held);
            return new QueuedAnswer(answer, own, held);
        }

        try
        {
            return new QueuedAnswer(answer, own, await overall.AcquireAsync(held, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            _bytes.Release(own);
            throw;
        }
    }

    private void End(bool abort)
    {
        lock (_queue)
        {
            _isComplete = true;
            _isAborted |= abort;
            if (!_isWaiting)
                return;
            _isWaiting = false;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Release(QueuedAnswer queued)
    {
        if (queued.OwnBytes > 0)
            _bytes.Release(queued.OwnBytes);
        if (queued.OverallBytes > 0)
            overall.Release(queued.OverallBytes);
    }

    private readonly record struct QueuedAnswer(PendingResponse Answer, long OwnBytes, long OverallBytes);
}
