namespace SchemaRegistry.Registry;

/// <summary>The writes that wait for the gate, first come first served. Safe for any thread.</summary>
internal sealed class WriteQueue
{
    private readonly object _sync = new();
    private readonly Queue<IGateWrite> _writes = [];
    private bool _isStopping;

    /// <summary>Whether the write stands first, so that its caller may try to run it.</summary>
    /// <exception cref="RegistryException"><see cref="RegistryErrorCode.Stopping"/>.</exception>
    public bool Add(IGateWrite write)
    {
        lock (_sync)
        {
            if (_isStopping)
                throw new RegistryException(RegistryErrorCode.Stopping);
            _writes.Enqueue(write);
            return _writes.Count == 1;
        }
    }

    public List<IGateWrite> Take()
    {
        var batch = new List<IGateWrite>();
        lock (_sync)
        {
            while (batch.Count < RegistryLimits.MaxGroupedWrites && _writes.TryDequeue(out var write))
                batch.Add(write);
        }

        return batch;
    }

    /// <summary>Blocks until there is something to take; false when there is nothing and nothing will come.</summary>
    public bool WaitForWork()
    {
        lock (_sync)
        {
            while (_writes.Count == 0)
            {
                if (_isStopping)
                    return false;
                Monitor.Wait(_sync);
            }

            return true;
        }
    }

    /// <summary>Wakes who waits, when there is something.</summary>
    public void WakeUp()
    {
        lock (_sync)
        {
            if (_writes.Count > 0)
                Monitor.Pulse(_sync);
        }
    }

    /// <summary>Takes no more; what is queued still goes out.</summary>
    public void Stop()
    {
        lock (_sync)
        {
            _isStopping = true;
            Monitor.PulseAll(_sync);
        }
    }
}
