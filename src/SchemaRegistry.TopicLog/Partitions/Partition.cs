using Microsoft.Extensions.Logging;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// An append-only sequence of records with offsets from 0 that are given once. Appends run one at a time under a lock;
/// reads take none. In <see cref="FlushMode.Group"/> the high watermark is what is on disk, so that nobody reads what a
/// power cut could take back. A failed fsync makes the partition refuse appends until it is opened again: what the disk
/// then holds is unknown.
/// <para>Always log start ≤ high watermark ≤ log end.</para>
/// </summary>
public sealed partial class Partition
{
    private readonly Lock _appending = new();
    private readonly IFileSystem _files;
    private readonly PartitionSettings _settings;
    private readonly PartitionScope _scope;
    private readonly ProducerStates _producers;
    private readonly DurabilityWaits _waits = new();
    private readonly BatchHead _head = new();
    private readonly List<IHighWatermarkListener> _listeners = [];
    private Segment[] _segments;
    private long _logEnd;
    private long _highWatermark;
    private bool _hasNewFiles;
    private int _isQueued;
    private volatile LogError _failure;

    internal Partition(PartitionSettings settings, PartitionFiles found, PartitionScope scope)
    {
        _files = scope.Files;
        _settings = settings;
        _scope = scope;
        _producers = found.Producers;
        _segments = [.. found.Segments];
        _logEnd = _highWatermark = found.LogEnd;
    }

    /// <summary>From 0, within its topic.</summary>
    public int Index => _settings.Index;

    /// <summary>The first offset that can be read.</summary>
    public long LogStart => Volatile.Read(ref _segments)[0].BaseOffset;

    /// <summary>The offset that the next record gets.</summary>
    public long LogEnd => Interlocked.Read(ref _logEnd);

    /// <summary>Records below it may be read.</summary>
    public long HighWatermark => Interlocked.Read(ref _highWatermark);

    /// <summary>Constant: a single node has one leader for ever.</summary>
    public int LeaderEpoch => 0;

    /// <summary>Bytes in its segment files.</summary>
    public long SizeBytes => Volatile.Read(ref _segments).Sum(segment => segment.Size);

    /// <summary>
    /// Appends one batch as a client sent it, without copying it, and gives it its offsets. It is durable when
    /// <see cref="WaitDurableAsync"/> has returned.
    /// </summary>
    public AppendResult Append(ReadOnlyMemory<byte> batch)
    {
        var error = BatchRules.CheckSubmitted(batch.Span, _settings.Config.MaxMessageBytes);
        if (error != LogError.None)
            return new AppendResult(error);

        lock (_appending)
        {
            if (_failure != LogError.None)
                return new AppendResult(_failure);
            error = _producers.Check(new BatchHeader(batch.Span), out var duplicate);
            if (error != LogError.None)
                return new AppendResult(error);
            return duplicate is null
                ? AppendNew(batch)
                : new AppendResult(LogError.None, duplicate.BaseOffset, duplicate.LastOffset + 1, IsDuplicate: true);
        }
    }

    /// <summary>
    /// Returns when all records below an offset are on disk, or why they never will be. Returns at once unless the log
    /// flushes in <see cref="FlushMode.Group"/>.
    /// </summary>
    public ValueTask<LogError> WaitDurableAsync(long nextOffset, CancellationToken cancellationToken)
    {
        lock (_appending)
        {
            if (_failure != LogError.None)
                return new ValueTask<LogError>(_failure);
            if (_settings.Flush != FlushMode.Group || nextOffset <= _highWatermark)
                return new ValueTask<LogError>(LogError.None);
            var wait = _waits.Add(nextOffset);
            return new ValueTask<LogError>(cancellationToken.CanBeCanceled ? wait.WaitAsync(cancellationToken) : wait);
        }
    }

    /// <summary>
    /// Reads whole batches from the one that holds <paramref name="offset"/> on, up to the high watermark: as many as
    /// fit into <paramref name="maxBytes"/>, but at least one if there is one.
    /// </summary>
    public ReadResult Read(long offset, int maxBytes)
    {
        if (_failure == LogError.UnknownTopic)
            return new ReadResult(LogError.UnknownTopic);
        if (offset < LogStart || offset > LogEnd)
            return new ReadResult(LogError.OffsetOutOfRange);
        var end = HighWatermark;
        if (offset >= end)
            return default;

        try
        {
            var segments = Volatile.Read(ref _segments);
            for (var index = FindSegment(segments, offset); index < segments.Length; index++)
            {
                var result = SegmentReads.Read(segments[index], offset, end, maxBytes);
                if (result.Error != LogError.None || !result.Batches.IsEmpty)
                    return result;
                result.Dispose();
            }

            return default;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Log.ReadFailed(_scope.Logger, e, _settings.Topic, Index, offset);
            return new ReadResult(LogError.StorageFailed);
        }
    }

    /// <summary>
    /// The first record whose timestamp (milliseconds since 1970) is at least so much; null when there is none.
    /// </summary>
    public TimestampOffset? FindTimestamp(long timestamp)
    {
        var end = HighWatermark;
        foreach (var segment in Volatile.Read(ref _segments))
        {
            if (segment.MaxTimestamp >= timestamp && SegmentReads.FindTimestamp(segment, timestamp, end) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>The record with the newest timestamp, the first of equals; null when there is no record.</summary>
    public TimestampOffset? FindNewest()
    {
        var end = HighWatermark;
        return Volatile.Read(ref _segments)
            .Where(segment => segment.BaseOffset < end && segment.MaxTimestamp >= 0)
            .OrderByDescending(segment => segment.MaxTimestamp)
            .ThenBy(segment => segment.BaseOffset)
            .Select(segment => SegmentReads.FindNewest(segment, end))
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>
    /// Calls a listener from now on, at every advance of the high watermark and once when the partition goes.
    /// </summary>
    public void AddListener(IHighWatermarkListener listener)
    {
        lock (_appending)
            _listeners.Add(listener);
    }

    public void RemoveListener(IHighWatermarkListener listener)
    {
        lock (_appending)
            _listeners.Remove(listener);
    }

    /// <summary>Whether the caller is the one to queue it for the flusher.</summary>
    internal bool TryQueue() => Interlocked.Exchange(ref _isQueued, 1) == 0;

    /// <summary>Forces what was appended to disk; called by the flusher's thread only.</summary>
    internal void Flush()
    {
        Interlocked.Exchange(ref _isQueued, 0);
        var dirty = TakeDirty(out var end, out var hasNewFiles);
        try
        {
            foreach (var segment in dirty)
            {
                segment.File.Sync();
                CloseIfRolled(segment);
            }

            if (hasNewFiles)
                _files.SyncFolder(_settings.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Fail(LogError.StorageFailed, e);
            return;
        }

        lock (_appending)
        {
            if (_failure == LogError.None)
                AdvanceTo(end);
        }
    }

    /// <summary>Flushes, and saves what makes the next opening quick. Nothing may be appended any more.</summary>
    internal void CloseCleanly()
    {
        Flush();
        lock (_appending)
        {
            if (_failure == LogError.None && _producers.Producers.Count > 0)
                ProducerSnapshot.Write(_files, _settings.Folder, _logEnd, _producers);
        }

        Close(LogError.StorageFailed);
    }

    /// <summary>Ends the partition: appends, reads and waits answer the reason from now on.</summary>
    internal void Close(LogError reason)
    {
        lock (_appending)
        {
            _failure = reason;
            _waits.FailAll(reason);
            NotifyListeners();
            foreach (var segment in _segments)
                segment.Dispose();
        }
    }

    private static int FindSegment(Segment[] segments, long offset)
    {
        int low = 0, high = segments.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (segments[middle].BaseOffset <= offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private AppendResult AppendNew(ReadOnlyMemory<byte> batch)
    {
        long? stamp = _settings.Config.StampsAppendTime ? _scope.Time.GetUtcNow().ToUnixTimeMilliseconds() : null;
        var baseOffset = _logEnd;
        try
        {
            var segment = SegmentFor(batch.Length, new BatchHeader(batch.Span).LastOffsetDelta);
            var head = _head.Prepare(batch.Span, baseOffset, LeaderEpoch, stamp);
            segment.Append(head, batch[BatchLayout.HeaderSize..], _head.Header);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return RefuseAfter(e);
        }

        var header = _head.Header;
        _producers.Note(BatchFacts.Of(header));
        var nextOffset = header.LastOffset + 1;
        Interlocked.Exchange(ref _logEnd, nextOffset);
        if (_settings.Flush != FlushMode.Group)
            AdvanceTo(nextOffset);
        if (_settings.Flush != FlushMode.Never)
            _scope.Flusher.Queue(this);
        return new AppendResult(LogError.None, baseOffset, nextOffset, stamp ?? -1);
    }

    /// <summary>
    /// A write that failed may have left bytes: they are cut off, so that the next batch finds a sound end.
    /// </summary>
    private AppendResult RefuseAfter(Exception e)
    {
        var segment = _segments[^1];
        try
        {
            segment.File.Truncate(segment.Size);
            Log.AppendFailed(_scope.Logger, e, _settings.Topic, Index, _logEnd);
        }
        catch (IOException)
        {
            Fail(LogError.StorageFailed, e);
        }

        return new AppendResult(LogError.StorageFailed);
    }

    private Segment SegmentFor(int batchBytes, int lastOffsetDelta)
    {
        var active = _segments[^1];
        var now = _scope.Time.GetUtcNow();
        var isOld = active.StartedAt is { } started && now - started >= _settings.Config.SegmentAge;
        var isFull = active.Size + batchBytes > _settings.Config.SegmentBytes
            || _logEnd + lastOffsetDelta - active.BaseOffset > int.MaxValue;
        if (active.Size > 0 && (isOld || isFull))
            active = Roll();
        active.StartedAt ??= now;
        return active;
    }

    private Segment Roll()
    {
        var segment = new Segment(_files, _settings.Folder, _logEnd);
        _ = segment.File;
        _hasNewFiles = true;
        if (_producers.Producers.Count > 0)
            ProducerSnapshot.Write(_files, _settings.Folder, _logEnd, _producers);
        Volatile.Write(ref _segments, [.. _segments, segment]);
        return segment;
    }

    private List<Segment> TakeDirty(out long end, out bool hasNewFiles)
    {
        var dirty = new List<Segment>(1);
        lock (_appending)
        {
            end = _logEnd;
            hasNewFiles = _hasNewFiles;
            _hasNewFiles = false;
            // All of them: a roll whose first write failed leaves a clean segment behind a dirty one.
            foreach (var segment in _segments)
            {
                if (!segment.IsDirty)
                    continue;
                dirty.Add(segment);
                segment.IsDirty = false;
            }
        }

        return dirty;
    }

    private void CloseIfRolled(Segment segment)
    {
        var segments = Volatile.Read(ref _segments);
        var index = Array.IndexOf(segments, segment);
        if (index < 0 || index + 1 >= segments.Length)
            return;
        try
        {
            IndexFile.Write(_files, segment, segments[index + 1].BaseOffset);
        }
        catch (IOException e)
        {
            // The index only makes the next opening quick; without it the log is scanned.
            Log.NoIndex(_scope.Logger, e, segment.Path);
        }
    }

    private void AdvanceTo(long offset)
    {
        if (offset <= _highWatermark)
            return;
        Interlocked.Exchange(ref _highWatermark, offset);
        _waits.CompleteUpTo(offset);
        NotifyListeners();
    }

    private void NotifyListeners()
    {
        foreach (var listener in _listeners)
            listener.OnAdvanced();
    }

    private void Fail(LogError reason, Exception e)
    {
        Log.Failed(_scope.Logger, e, _settings.Topic, Index);
        lock (_appending)
        {
            if (_failure == LogError.None)
                _failure = reason;
            _waits.FailAll(reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Error, "Append to {Topic}-{Partition} at offset {Offset} failed; nothing was appended")]
        public static partial void AppendFailed(ILogger logger, Exception e, string topic, int partition, long offset);

        [LoggerMessage(21, LogLevel.Error, "Reading {Topic}-{Partition} at offset {Offset} failed")]
        public static partial void ReadFailed(ILogger logger, Exception e, string topic, int partition, long offset);

        [LoggerMessage(23, LogLevel.Warning, "The index of {Segment} could not be written; the next start scans the segment")]
        public static partial void NoIndex(ILogger logger, Exception e, string segment);

        [LoggerMessage(22, LogLevel.Critical,
            "{Topic}-{Partition} could not be forced to disk and takes no more records; restart when the disk is sound")]
        public static partial void Failed(ILogger logger, Exception e, string topic, int partition);
    }
}
