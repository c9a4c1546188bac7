using SchemaRegistry.TopicLog.Partitions;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// Listens to some partitions for one parked fetch. Reset it, look, and only then wait: so nothing that arrives
/// between the look and the wait is missed.
/// </summary>
internal sealed class FetchSignal : IHighWatermarkListener, IDisposable
{
    private readonly IReadOnlyList<Partition> _partitions;
    private TaskCompletionSource _advanced = NewSource();

    public FetchSignal(IReadOnlyList<Partition> partitions)
    {
        _partitions = partitions;
        foreach (var partition in partitions)
            partition.AddListener(this);
    }

    public void Reset() => Volatile.Write(ref _advanced, NewSource());

    /// <summary>Returns at the next advance, or when the token is cancelled; it does not throw then.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var advanced = Volatile.Read(ref _advanced);
        await using var registration = cancellationToken.UnsafeRegister(
            static source => ((TaskCompletionSource)source!).TrySetResult(), advanced);
        await advanced.Task;
    }

    public void OnAdvanced() => Volatile.Read(ref _advanced).TrySetResult();

    public void Dispose()
    {
        foreach (var partition in _partitions)
            partition.RemoveListener(this);
    }

    // The signal comes under the partition's lock, where no continuation may run.
    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
