namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// One timer for all deadlines of a group. Deadlines that move away, as those of members do with every heartbeat, cost
/// nothing: it may fire too early, and is then set anew. Used by the group's actor only; the call comes on any thread.
/// </summary>
internal sealed class GroupTimer : IDisposable
{
    /// <summary>The longest wait; a timer holds 49 days.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly ITimer _timer;
    private TimeSpan _armedFor = TimeSpan.MaxValue;

    public GroupTimer(TimeProvider time, Action fire)
    {
        _time = time;
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(_ => fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The group's clock: time since the timer was made.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>Fires at the deadline or before it.</summary>
    public void Arm(TimeSpan deadline)
    {
        if (deadline >= _armedFor)
            return;
        _armedFor = deadline;
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, (deadline - Now).TotalMilliseconds)));
        _timer.Change(wait < MaxWait ? wait : MaxWait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Forgets what it was armed for, which has come.</summary>
    public void Disarm() => _armedFor = TimeSpan.MaxValue;

    public void Dispose() => _timer.Dispose();
}
