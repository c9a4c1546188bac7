namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>Who is told that the high watermark advanced. Guarded by the partition's lock.</summary>
internal sealed class HighWatermarkListeners
{
    private readonly List<IHighWatermarkListener> _listeners = [];

    public void Add(IHighWatermarkListener listener) => _listeners.Add(listener);

    public void Remove(IHighWatermarkListener listener) => _listeners.Remove(listener);

    public void Notify()
    {
        foreach (var listener in _listeners)
            listener.OnAdvanced();
    }
}
