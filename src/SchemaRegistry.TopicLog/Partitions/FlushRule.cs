using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// When the records of one partition are forced to disk: as the log's <see cref="FlushMode"/> says or, where the topic
/// sets <c>flush.messages</c> or <c>flush.ms</c> and the log flushes at all, after so many records or so long. Guarded
/// by the partition's lock.
/// </summary>
internal sealed class FlushRule(Partition partition, FlushMode mode, PartitionScope scope)
{
    private ITimer? _timer;
    private long _unflushed;

    /// <summary>Whether records may be acknowledged and read only when they are on disk.</summary>
    public bool WaitsForDisk => mode == FlushMode.Group && !partition.Config.RelaxesFlush;

    /// <summary>
    /// Has the partition flushed now or later, as the rule wants it for records that were just appended.
    /// </summary>
    public void NoteAppend(int records)
    {
        if (mode == FlushMode.Never)
            return;
        var config = partition.Config;
        if (!config.RelaxesFlush)
        {
            scope.Flusher.Queue(partition);
            return;
        }

        var isFirst = _unflushed == 0;
        _unflushed += records;
        if (_unflushed >= config.UnflushedRecords)
            scope.Flusher.Queue(partition);
        else if (isFirst && config.UnflushedTime is { } time)
            Alarm(time);
    }

    /// <summary>All that was appended so far is about to be forced to disk.</summary>
    public void NoteFlush() => _unflushed = 0;

    /// <summary>What waits under the old settings is not left to them.</summary>
    public void NoteChange()
    {
        if (_unflushed > 0)
            scope.Flusher.Queue(partition);
    }

    public void Stop() => _timer?.Dispose();

    /// <summary>An alarm that comes after another flush does no harm: there is less to flush then.</summary>
    private void Alarm(TimeSpan time)
    {
        _timer ??= scope.Time.CreateTimer(
            _ => scope.Flusher.Queue(partition), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(time < LogLimits.MaxFlushPause ? time : LogLimits.MaxFlushPause, Timeout.InfiniteTimeSpan);
    }
}
