namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// The callers that wait until an offset is durable, in the order of their offsets, since offsets are given out in
/// order. Guarded by the partition's lock; completions run elsewhere.
/// </summary>
internal sealed class DurabilityWaits
{
    private readonly Queue<(long NextOffset, TaskCompletionSource<LogError> Done)> _waits = [];

    public Task<LogError> Add(long nextOffset)
    {
        var done = new TaskCompletionSource<LogError>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waits.Enqueue((nextOffset, done));
        return done.Task;
    }

    public void CompleteUpTo(long durableOffset)
    {
        while (_waits.TryPeek(out var wait) && wait.NextOffset <= durableOffset)
            _waits.Dequeue().Done.SetResult(LogError.None);
    }

    public void FailAll(LogError error)
    {
        while (_waits.TryDequeue(out var wait))
            wait.Done.SetResult(error);
    }
}
