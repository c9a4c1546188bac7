namespace SchemaRegistry.Registry.State;

/// <summary>
/// Wakes whoever waits for the next change. Costs nothing while nobody waits. Safe for any thread.
/// </summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource? _next;

    /// <summary>
    /// Done at the next <see cref="Raise"/>. To be taken before looking whether there is something to wait for: what
    /// is published in between then is not missed.
    /// </summary>
    public Task Next
    {
        get
        {
            if (Volatile.Read(ref _next) is { } waiting)
                return waiting.Task;
            var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref _next, created, null) ?? created).Task;
        }
    }

    public void Raise() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
