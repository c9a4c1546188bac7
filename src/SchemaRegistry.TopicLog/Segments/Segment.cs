using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Segments;

/// <summary>
/// One file of a partition: batches in the wire's layout, one after the other, named after the offset of its first. The
/// partition's append lock guards writing; reading needs none, since bytes up to <see cref="Size"/> never change. The
/// file is opened at its first use.
/// </summary>
internal sealed class Segment(IFileSystem files, string folder, SegmentName name) : IDisposable
{
    private readonly Lock _opening = new();
    private readonly ReadOnlyMemory<byte>[] _buffers = new ReadOnlyMemory<byte>[2];
    private IFile? _file;
    private bool _isDisposed;
    private long _size;
    private long _lastIndexed;
    private long _maxTimestamp = -1;

    public SegmentName Name { get; } = name;

    public long BaseOffset => Name.BaseOffset;

    public string Path { get; } = SegmentFiles.LogPath(folder, name);

    public string IndexPath { get; } = SegmentFiles.IndexPath(folder, name);

    public SparseIndex Index { get; } = new();

    /// <summary>Bytes that are sound and may be read.</summary>
    public long Size => Interlocked.Read(ref _size);

    /// <summary>The newest timestamp of its records in milliseconds since 1970, or −1.</summary>
    public long MaxTimestamp => Interlocked.Read(ref _maxTimestamp);

    /// <summary>When its first batch was appended by this process; null for a segment that was found.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Whether it holds bytes that were not synced yet. Read and written under the partition's lock.</summary>
    public bool IsDirty { get; set; }

    /// <summary>
    /// Whether its index file is written, or was tried and can not be. Read and written by the thread that flushes, or
    /// before the segment is shared.
    /// </summary>
    public bool IsIndexSettled { get; set; }

    /// <exception cref="ObjectDisposedException">It is no longer part of the log.</exception>
    public IFile File
    {
        get
        {
            if (Volatile.Read(ref _file) is { } open)
                return open;
            lock (_opening)
            {
                // Opening creates what is not there: a reader that comes late must not bring back a deleted file.
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                return _file ??= files.Open(Path);
            }
        }
    }

    /// <summary>Writes a batch whose first bytes are replaced; on an I/O error the size stays as it was.</summary>
    /// <param name="head">The first bytes of the batch as they shall be on disk.</param>
    /// <param name="rest">The bytes that follow.</param>
    /// <param name="header">The header as it shall be on disk.</param>
    public void Append(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> rest, BatchHeader header)
    {
        _buffers[0] = head;
        _buffers[1] = rest;
        File.Write(_buffers, _size);
        _buffers[1] = default;
        Note(header, (int)_size);
        IsDirty = true;
        Interlocked.Exchange(ref _size, _size + head.Length + rest.Length);
    }

    /// <summary>
    /// Whether a batch may have those offsets where <paramref name="nextOffset"/> comes next: only compaction leaves
    /// offsets out.
    /// </summary>
    public bool MayFollow(long baseOffset, long lastOffset, long nextOffset) => Name.EndOffset is { } end
        ? baseOffset >= nextOffset && lastOffset >= baseOffset && lastOffset < end
        : baseOffset == nextOffset && lastOffset >= baseOffset;

    /// <summary>Takes over what an index file or a scan found.</summary>
    public void Restore(SegmentSummary summary)
    {
        Interlocked.Exchange(ref _maxTimestamp, summary.MaxTimestamp);
        Interlocked.Exchange(ref _size, summary.Size);
    }

    /// <summary>
    /// Adds a batch at a position to the index, when the last entry is far enough away, and to the timestamps.
    /// </summary>
    public void Note(BatchHeader header, int position)
    {
        if (position - _lastIndexed >= LogLimits.IndexIntervalBytes)
        {
            Index.Add(new IndexEntry(header.BaseOffset, position, _maxTimestamp));
            _lastIndexed = position;
        }

        // A batch that compaction emptied keeps its timestamp, for its producer, but has no record of that time.
        if (header.RecordCount > 0 && header.MaxTimestamp > _maxTimestamp)
            Interlocked.Exchange(ref _maxTimestamp, header.MaxTimestamp);
    }

    public void Dispose()
    {
        lock (_opening)
        {
            _isDisposed = true;
            _file?.Dispose();
        }
    }
}
