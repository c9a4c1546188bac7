namespace SchemaRegistry.TopicLog.Segments;

/// <summary>
/// Where some batches of a segment begin, about one in every <see cref="LogLimits.IndexIntervalBytes"/>, in ascending
/// order. One writer (the partition's append lock), any number of readers without a lock: an entry is complete before
/// the count that covers it is published, and grown arrays keep all that was in the old ones.
/// </summary>
internal sealed class SparseIndex
{
    private IndexEntry[] _entries = new IndexEntry[16];
    private int _count;

    public ReadOnlySpan<IndexEntry> Entries
    {
        get
        {
            var count = Volatile.Read(ref _count);
            return Volatile.Read(ref _entries).AsSpan(0, count);
        }
    }

    public void Add(IndexEntry entry)
    {
        if (_count == _entries.Length)
        {
            var grown = new IndexEntry[_count * 2];
            _entries.CopyTo(grown, 0);
            Volatile.Write(ref _entries, grown);
        }

        _entries[_count] = entry;
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>
    /// Where a scan finds the batch of that offset; the segment's begin when no entry is below it.
    /// </summary>
    public IndexEntry EntryFor(long offset, long baseOffset)
    {
        var entries = Entries;
        int low = 0, high = entries.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].Offset <= offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? new IndexEntry(baseOffset, 0, -1) : entries[low - 1];
    }

    /// <summary>
    /// Where a scan finds the first batch that holds a timestamp of at least so much.
    /// </summary>
    public IndexEntry EntryForTimestamp(long timestamp, long baseOffset)
    {
        var last = new IndexEntry(baseOffset, 0, -1);
        foreach (var entry in Entries)
        {
            if (entry.MaxTimestampBefore >= timestamp)
                break;
            last = entry;
        }

        return last;
    }
}
