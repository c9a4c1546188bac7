namespace SchemaRegistry.Kafka.Wire;

/// <summary>
/// A number of bytes that many share. <see cref="AcquireAsync"/> waits in order of arrival; <see cref="TakeUpTo"/>
/// never waits. Safe for any thread.
/// </summary>
public sealed class ByteBudget
{
    private readonly long _capacity;
    private readonly Lock _budget = new();
    private readonly LinkedList<Waiter> _waiters = [];
    private long _free;

    public ByteBudget(long capacity)
    {
        _capacity = capacity;
        _free = capacity;
    }

    public long Free
    {
        get
        {
            lock (_budget)
                return _free;
        }
    }

    /// <summary>
    /// Waits until so many bytes are free and takes them. More than the whole budget counts as the whole budget.
    /// </summary>
    /// <returns>What was taken and has to be given back by <see cref="Release"/>.</returns>
    public async ValueTask<long> AcquireAsync(long bytes, CancellationToken cancellationToken)
    {
        var wanted = Math.Min(bytes, _capacity);
        LinkedListNode<Waiter> place;
        lock (_budget)
        {
            if (_waiters.Count == 0 && _free >= wanted)
            {
                _free -= wanted;
                return wanted;
            }

            place = _waiters.AddLast(new Waiter(wanted));
        }

        await using var registration = cancellationToken.Register(() => Abandon(place, cancellationToken));
        await place.Value.Granted.Task;
        return wanted;
    }

    /// <summary>Takes what is free, at most <paramref name="bytes"/>; 0 when nothing is.</summary>
    public long TakeUpTo(long bytes)
    {
        lock (_budget)
        {
            var taken = Math.Clamp(bytes, 0, Math.Max(0, _free));
            _free -= taken;
            return taken;
        }
    }

    /// <summary>Takes bytes that are in memory already, whether they are free or not.</summary>
    public void Overdraw(long bytes)
    {
        lock (_budget)
            _free -= bytes;
    }

    public void Release(long bytes)
    {
        lock (_budget)
        {
            _free += bytes;
            while (_waiters.First is { } first && _free >= first.Value.Bytes)
            {
                _free -= first.Value.Bytes;
                _waiters.RemoveFirst();
                first.Value.Granted.SetResult();
            }
        }
    }

    private void Abandon(LinkedListNode<Waiter> place, CancellationToken cancellationToken)
    {
        lock (_budget)
        {
            if (place.List is null)
                return;

            _waiters.Remove(place);
        }

        place.Value.Granted.SetCanceled(cancellationToken);

        // The head of the line may have been the one that was too large for what is free.
        Release(0);
    }

    private sealed class Waiter(long bytes)
    {
        public long Bytes { get; } = bytes;

        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
