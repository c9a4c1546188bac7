namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// What compaction remembers of a partition as long as it is open. Used by one compaction of the partition at a time.
/// </summary>
internal sealed class CompactionNotes
{
    private DateTimeOffset _pauseEnd = DateTimeOffset.MinValue;
    private TimeSpan _nextPause = LogLimits.CompactionPause;

    /// <summary>
    /// Where the first damaged segment begins: it and what follows stays as it is until the log is opened again, since
    /// nobody knows which records it holds and a copy of it may yet be put back. Null when none is known.
    /// </summary>
    public long? DamagedFrom { get; set; }

    /// <summary>
    /// When the first tombstone that was kept may go, in milliseconds since 1970; null when none is known.
    /// </summary>
    public long? NextHorizon { get; set; }

    /// <summary>The highest that was given to a file, whether it is part of the log or could not be finished.</summary>
    public int Generation { get; set; }

    /// <summary>Whether a pass failed so lately that the next one waits.</summary>
    public bool IsPausing(DateTimeOffset now) => now < _pauseEnd;

    /// <summary>The next pass waits for twice as long as after the failure before.</summary>
    public void NoteFailure(DateTimeOffset now)
    {
        _pauseEnd = now + _nextPause;
        var longer = 2 * _nextPause;
        _nextPause = longer < LogLimits.MaxCompactionPause ? longer : LogLimits.MaxCompactionPause;
    }

    public void NoteSuccess() => _nextPause = LogLimits.CompactionPause;
}
