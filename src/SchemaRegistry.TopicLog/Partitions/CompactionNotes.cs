namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// What compaction remembers of a partition as long as it is open. Used by one compaction of the partition at a time.
/// </summary>
internal sealed class CompactionNotes
{
    /// <summary>
    /// Where the first damaged segment begins: it and what follows stays as it is until the log is opened again, since
    /// nobody knows which records it holds and a copy of it may yet be put back. Null when none is known.
    /// </summary>
    public long? DamagedFrom { get; set; }

    /// <summary>When the first tombstone that was kept may go; null when there is none, or none that is known.</summary>
    public DateTimeOffset? NextHorizon { get; set; }

    /// <summary>The highest that was given to a file, whether it is part of the log or could not be finished.</summary>
    public int Generation { get; set; }
}
