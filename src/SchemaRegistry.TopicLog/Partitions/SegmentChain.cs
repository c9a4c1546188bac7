using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Segments;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// The segments of a partition, by offset, the last of which takes appends: rolls it, and drops and replaces others.
/// Changed under the partition's lock; reading <see cref="All"/> needs none.
/// </summary>
internal sealed class SegmentChain(
    IFileSystem files, string folder, ProducerStates producers, IReadOnlyList<Segment> found)
{
    private Segment[] _all = [.. found];
    private bool _hasNewFiles;

    /// <summary>By offset, never empty. An array never changes, but another takes its place.</summary>
    public Segment[] All => Volatile.Read(ref _all);

    public Segment Active => _all[^1];

    /// <summary>The segment that a batch goes to: the active one, or a new one when that is full or old.</summary>
    public Segment For(int batchBytes, long baseOffset, int lastOffsetDelta, TopicConfig config, DateTimeOffset now)
    {
        var active = Active;
        var isOld = active.StartedAt is { } started && now - started >= config.SegmentAge;
        var isFull = active.Size + batchBytes > config.SegmentBytes
            || baseOffset + lastOffsetDelta - active.BaseOffset > int.MaxValue;
        if (active.Size > 0 && (isOld || isFull))
            active = Roll(baseOffset);
        active.StartedAt ??= now;
        return active;
    }

    /// <summary>Begins a segment at the log's end, which becomes the active one.</summary>
    public Segment Roll(long logEnd)
    {
        // The segment last: an empty file of a failed roll would say that the log goes on at its offset, a snapshot
        // does not. The snapshot is written without producers too: opening then looks for none before it.
        ProducerSnapshot.Write(files, folder, logEnd, producers);
        var segment = new Segment(files, folder, SegmentName.Appended(logEnd));
        _ = segment.File;
        _hasNewFiles = true;
        Volatile.Write(ref _all, [.. _all, segment]);
        return segment;
    }

    /// <summary>Drops those before the one that holds the log's start, and returns them.</summary>
    public Segment[] DropBefore(long logStart)
    {
        var kept = Math.Max(SegmentReads.IndexOf(_all, logStart), 0);
        var dropped = _all[..kept];
        Volatile.Write(ref _all, _all[kept..]);
        return dropped;
    }

    /// <summary>Puts a segment in the place of others that follow each other and are all there.</summary>
    public void Replace(IReadOnlyList<Segment> old, Segment fresh)
    {
        var at = Array.IndexOf(_all, old[0]);
        Volatile.Write(ref _all, [.. _all[..at], fresh, .. _all[(at + old.Count)..]]);
    }

    /// <summary>What is to be forced to disk; it counts as being there from now on.</summary>
    public PendingSync TakePending(long logEnd)
    {
        var pending = PendingSync.Take(_all, logEnd, _hasNewFiles);
        _hasNewFiles = false;
        return pending;
    }

    /// <summary>No segment can be read or written any more.</summary>
    public void Close()
    {
        foreach (var segment in _all)
            segment.Dispose();
    }
}
