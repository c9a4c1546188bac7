namespace SchemaRegistry.Kafka.Connections;

/// <summary>
/// Ends a connection on which no byte came or went for the idle time: a peer that is gone, one that announced a frame
/// and does not send it, or one that does not read its answers. Looks four times per idle time, so it may be late by
/// a quarter.
/// </summary>
internal sealed class IdleWatch : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly Action _expire;
    private readonly ITimer _timer;
    private long _lastActivity;

    public IdleWatch(TimeProvider time, TimeSpan timeout, Action expire)
    {
        _time = time;
        _timeout = timeout;
        _expire = expire;
        _lastActivity = time.GetTimestamp();
        var pause = timeout / 4 < KafkaLimits.MaxIdlePause ? timeout / 4 : KafkaLimits.MaxIdlePause;
        _timer = time.CreateTimer(_ => Look(), null, pause, pause);
    }

    public void Touch() => Volatile.Write(ref _lastActivity, _time.GetTimestamp());

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _lastActivity)) >= _timeout)
            _expire();
    }
}
