namespace SchemaRegistry.Kafka.Connections;

/// <summary>
/// Ends a connection on which no byte came or went for the idle time: a peer that is gone, one that announced a frame
/// and does not send it, or one that does not read its answers; and one whose large frame takes too long. Looks four
/// times per idle time and once a minute at least, so it may be late by that.
/// </summary>
internal sealed class IdleWatch : IDisposable
{
    private const long NoFrame = long.MinValue;

    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly Action _expire;
    private readonly ITimer _timer;
    private long _lastActivity;
    private long _frameBegan = NoFrame;

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

    /// <summary>From now on the sender is expected to finish a frame.</summary>
    public void FrameBegan() => Volatile.Write(ref _frameBegan, _time.GetTimestamp());

    public void FrameEnded() => Volatile.Write(ref _frameBegan, NoFrame);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var began = Volatile.Read(ref _frameBegan);
        if (_time.GetElapsedTime(Volatile.Read(ref _lastActivity)) >= _timeout
            || (began != NoFrame && _time.GetElapsedTime(began) >= KafkaLimits.FrameTimeout))
        {
            _expire();
        }
    }
}
