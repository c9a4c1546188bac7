using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// An append-only sequence of records with offsets from 0 that are given once. Appends run one at a time under a lock;
/// reads take none. In <see cref="FlushMode.Group"/> the high watermark is what is on disk, so that nobody reads what a
/// power cut could take back. A failed fsync makes the partition refuse appends until it is opened again: what the disk
/// then holds is unknown.
/// <para>Always log start ≤ high watermark ≤ log end.</para>
/// </summary>
public sealed class Partition
{
    private readonly Lock _appending = new();
    private readonly IFileSystem _files;
    private readonly PartitionScope _scope;
    private readonly ProducerStates _producers;
    private readonly PartitionFolder _folder;
    private readonly SegmentChain _chain;
    private readonly PartitionReads _reads;
    private readonly DurabilityWaits _waits = new();
    private readonly FlushRule _flush;
    private readonly BatchHead _head = new();
    private readonly HighWatermarkListeners _listeners = new();
    private long _logStart;
    private long _logEnd;
    private long _highWatermark;
    private int _isQueued;
    private volatile TopicConfig _config;
    private volatile LogError _failure;

    internal Partition(PartitionSettings settings, PartitionFiles found, PartitionScope scope)
    {
        _files = scope.Files;
        Settings = settings;
        _config = settings.Config;
        _scope = scope;
        _producers = found.Producers;
        _flush = new FlushRule(this, settings.Flush, scope);
        _chain = new SegmentChain(_files, settings.Folder, _producers, found.Segments);
        _logEnd = _highWatermark = found.LogEnd;
        _folder = new PartitionFolder(
            _files, settings.Folder, found.Checkpoint, failure => Fail(LogError.StorageFailed, failure));
        _logStart = Math.Max(found.Checkpoint.LogStart, found.Segments[0].BaseOffset);
        _reads = new PartitionReads(this, settings, scope);
        Compaction.DamagedFrom = found.DamagedFrom;
    }

    /// <summary>From 0, within its topic.</summary>
    public int Index => Settings.Index;

    /// <summary>The first offset that can be read.</summary>
    public long LogStart => Interlocked.Read(ref _logStart);

    /// <summary>The offset that the next record gets.</summary>
    public long LogEnd => Interlocked.Read(ref _logEnd);

    /// <summary>Records below it may be read.</summary>
    public long HighWatermark => Interlocked.Read(ref _highWatermark);

    /// <summary>
    /// Grows when opening had to cut off records that may have been acknowledged, so that clients notice. New batches
    /// carry it.
    /// </summary>
    public int LeaderEpoch => Checkpoint.Current.Epoch;

    /// <summary>The topic's settings; a change acts on what comes after it.</summary>
    internal TopicConfig Config
    {
        get => _config;
        set
        {
            lock (_appending)
            {
                _config = value;
                _flush.NoteChange();
            }
        }
    }

    internal PartitionSettings Settings { get; }

    internal PartitionCheckpoint Checkpoint => _folder.Checkpoint;

    /// <summary>By offset, the last one takes appends. Replaced as a whole when it changes.</summary>
    internal Segment[] Segments => _chain.All;

    internal CompactionNotes Compaction { get; } = new();

    /// <summary>Whether its topic was deleted: what fails then is of no interest to anybody.</summary>
    internal bool IsDeleted => _failure == LogError.UnknownTopic;

    /// <summary>Bytes in its segment files.</summary>
    public long SizeBytes => Segments.Sum(segment => segment.Size);

    /// <summary>
    /// Appends one batch as a client sent it, without copying it, and gives it its offsets. It is durable when
    /// <see cref="WaitDurableAsync"/> has returned.
    /// </summary>
    public AppendResult Append(ReadOnlyMemory<byte> batch)
    {
        var error = BatchRules.CheckSubmitted(batch.Span, Config.MaxMessageBytes);
        if (error != LogError.None)
            return new AppendResult(error);
        if (Config.Compacts && (error = BatchRules.CheckKeys(batch.Span, out var withoutKey)) != LogError.None)
            return new AppendResult(error) { RecordsWithoutKey = withoutKey };

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
    /// flushes in <see cref="FlushMode.Group"/> and the topic does not relax that.
    /// </summary>
    public ValueTask<LogError> WaitDurableAsync(long nextOffset, CancellationToken cancellationToken)
    {
        lock (_appending)
        {
            if (_failure != LogError.None)
                return new ValueTask<LogError>(_failure);
            if (!_flush.WaitsForDisk || nextOffset <= _highWatermark)
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
        if (IsDeleted)
            return new ReadResult(LogError.UnknownTopic);
        if (offset < LogStart || offset > LogEnd)
            return new ReadResult(LogError.OffsetOutOfRange);
        var end = HighWatermark;
        return offset >= end ? default : _reads.Read(offset, end, maxBytes);
    }

    /// <summary>
    /// The first record whose timestamp (milliseconds since 1970) is at least so much; null when there is none.
    /// </summary>
    public TimestampOffset? FindTimestamp(long timestamp) => _reads.FindTimestamp(timestamp, HighWatermark);

    /// <summary>The record with the newest timestamp, the first of equals; null when there is no record.</summary>
    public TimestampOffset? FindNewest() => _reads.FindNewest(HighWatermark);

    /// <summary>Where the records of a leader epoch end; null for an epoch that has not been.</summary>
    public EpochEnd? FindEpochEnd(int epoch) => Checkpoint.EndOf(epoch, HighWatermark);

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

    /// <summary>
    /// Deletes the records below an offset, at most up to the high watermark; it is on disk when this returns. Whole
    /// segments below it are removed. Without an effect when the log starts there or later already.
    /// </summary>
    public async Task<LogError> DeleteRecordsAsync(long offset, CancellationToken cancellationToken)
    {
        if (_failure != LogError.None)
            return _failure;
        if (offset < 0 || offset > HighWatermark)
            return LogError.OffsetOutOfRange;
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var dropped = await _scope.Flusher.RunAsync(() => MoveLogStart(offset));
            SegmentFiles.Delete(_files, dropped);
            return LogError.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            PartitionLog.DeleteFailed(_scope.Logger, e, Settings.Topic, Index, offset);
            return LogError.StorageFailed;
        }
    }

    /// <summary>
    /// Drops what the topic's settings no longer keep, forgets producers that were silent for too long, and rolls the
    /// active segment when its time has come. Runs beside everything else, but not beside itself.
    /// </summary>
    internal async Task ApplyRetentionAsync()
    {
        try
        {
            if (_failure != LogError.None)
                return;
            RollAndForgetExpired();
            var start = Retention.LogStart(Segments, Config, _scope.Time.GetUtcNow(), HighWatermark);
            if (start > LogStart)
                SegmentFiles.Delete(_files, await _scope.Flusher.RunAsync(() => MoveLogStart(start)));
        }
        catch (Exception) when (IsDeleted)
        {
        }
        catch (Exception e)
        {
            // Whatever it was, a defect included: the other partitions get what is due all the same.
            PartitionLog.RetentionFailed(_scope.Logger, e, Settings.Topic, Index);
        }
    }

    /// <summary>
    /// Forces all to disk that a replacement of closed segments rests on, and tells which there are.
    /// </summary>
    internal Task<ClosedPart> SettleAsync() => _scope.Flusher.RunAsync(() =>
    {
        var (end, lastBatches) = (LogEnd, LastBatches());
        Flush();
        SaveProducers();
        ThrowIfFailed();
        var segments = Segments;
        var count = Math.Max(SegmentReads.IndexOf(segments, Math.Min(end, HighWatermark)), 0);
        return new ClosedPart(segments[..count], segments[count].BaseOffset, lastBatches);
    });

    /// <summary>
    /// Puts a segment in the place of others that follow each other. Its name is what counts, before and after a crash.
    /// </summary>
    /// <param name="old">No longer part of the log when it returns true; their files are the caller's to delete.</param>
    /// <param name="fresh">Complete and on disk, but under another name.</param>
    /// <param name="unfinishedPath">That name.</param>
    /// <returns>Whether it was done; not when any of the old ones was dropped in the meantime.</returns>
    internal Task<bool> ReplaceAsync(IReadOnlyList<Segment> old, Segment fresh, string unfinishedPath) =>
        _scope.Flusher.RunAsync(() =>
        {
            if (_failure != LogError.None || !Segments.Contains(old[0]))
                return false;
            _files.Rename(unfinishedPath, fresh.Path);
            _folder.Sync();
            lock (_appending)
                _chain.Replace(old, fresh);

            return true;
        });

    /// <summary>Notes on disk that compaction has seen all below an offset.</summary>
    internal Task<bool> MarkCleanAsync(long cleanEnd) => _scope.Flusher.RunAsync(() =>
    {
        SetCheckpoint(Checkpoint with { CleanEnd = cleanEnd });
        return true;
    });

    /// <summary>Whether the caller is the one to queue it for the flusher.</summary>
    internal bool TryQueue() => Interlocked.Exchange(ref _isQueued, 1) == 0;

    /// <summary>Forces what was appended to disk; called by the flusher's thread only.</summary>
    internal void Flush()
    {
        Interlocked.Exchange(ref _isQueued, 0);
        if (_failure != LogError.None)
            return;
        PendingSync pending;
        lock (_appending)
        {
            pending = _chain.TakePending(_logEnd);
            _flush.NoteFlush();
        }

        try
        {
            foreach (var segment in pending.Dirty)
                segment.File.Sync();
            if (pending.HasNewFiles)
                _files.SyncFolder(Settings.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Fail(LogError.StorageFailed, e);
            return;
        }

        lock (_appending)
        {
            if (_failure == LogError.None)
                AdvanceTo(pending.LogEnd);
        }

        foreach (var (segment, nextOffset) in pending.Closed)
            ClosedSegment.Settle(_scope, _folder, segment, nextOffset);
    }

    /// <summary>Flushes, and saves what makes the next opening quick. Nothing may be appended any more.</summary>
    /// <returns>Whether all of it is on disk.</returns>
    internal bool CloseCleanly()
    {
        Flush();
        var isSound = _failure == LogError.None;
        try
        {
            if (isSound && _producers.Producers.Count > 0)
                ProducerSnapshot.Write(_files, Settings.Folder, _logEnd, _producers);
        }
        catch (IOException e)
        {
            // The snapshot only makes the next opening quick; without it batches are replayed.
            PartitionLog.NoIndex(_scope.Logger, e, Settings.Folder);
        }

        Close(LogError.StorageFailed);
        return isSound;
    }

    /// <summary>Ends the partition: appends, reads and waits answer the reason from now on.</summary>
    internal void Close(LogError reason)
    {
        lock (_appending)
        {
            _failure = reason;
            _waits.FailAll(reason);
            _listeners.Notify();
            _flush.Stop();
            _chain.Close();
        }
    }

    /// <summary>
    /// Runs on the flusher's thread, which alone changes the checkpoint. The new start is on disk before anything else
    /// knows of it; the segments that it returns are no longer part of the log.
    /// </summary>
    private Segment[] MoveLogStart(long offset)
    {
        SaveProducers();
        if (offset > LogStart)
            SetCheckpoint(Checkpoint with { LogStart = offset });

        lock (_appending)
        {
            Interlocked.Exchange(ref _logStart, Math.Max(_logStart, offset));
            return _chain.DropBefore(_logStart);
        }
    }

    private void SetCheckpoint(PartitionCheckpoint changed)
    {
        ThrowIfFailed();
        _folder.Save(changed);
    }

    /// <summary>
    /// Producers are known from the records that are about to go; what replaces them must be on disk.
    /// </summary>
    private void SaveProducers()
    {
        long offset;
        lock (_appending)
        {
            ThrowIfFailed();
            if (_producers.Producers.Count == 0)
                return;
            offset = _logEnd;
            ProducerSnapshot.Write(_files, Settings.Folder, offset, _producers);
        }

        Flush();
        ThrowIfFailed();
        _folder.SettleSnapshot(offset);
    }

    private void ThrowIfFailed()
    {
        if (_failure != LogError.None)
            throw new IOException($"{Settings.Topic}-{Index} failed earlier.");
    }

    private Dictionary<long, long> LastBatches()
    {
        lock (_appending)
            return _producers.LastBatches();
    }

    private void RollAndForgetExpired()
    {
        var now = _scope.Time.GetUtcNow();
        lock (_appending)
        {
            // It may have failed or been closed since the look before: then nothing may be written any more.
            if (_failure != LogError.None)
                return;
            _producers.ForgetSilent(now.ToUnixTimeMilliseconds(), _scope.ProducerExpiration);
            if (_chain.Active is { Size: > 0 } active && Retention.IsDue(active, Config, now))
                _chain.Roll(_logEnd);
        }

        _scope.Flusher.Queue(this);
    }

    private AppendResult AppendNew(ReadOnlyMemory<byte> batch)
    {
        var time = _scope.Time.GetUtcNow();
        var error = TimestampRules.Check(new BatchHeader(batch.Span), Config, time);
        if (error != LogError.None)
            return new AppendResult(error);
        var now = time.ToUnixTimeMilliseconds();
        long? stamp = Config.StampsAppendTime ? now : null;
        var baseOffset = _logEnd;
        try
        {
            var lastOffsetDelta = new BatchHeader(batch.Span).LastOffsetDelta;
            var segment = _chain.For(batch.Length, baseOffset, lastOffsetDelta, Config, time);
            var head = _head.Prepare(batch.Span, baseOffset, LeaderEpoch, stamp);
            segment.Append(head, batch[BatchLayout.HeaderSize..], _head.Header);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return RefuseAfter(e);
        }

        var header = _head.Header;
        _producers.Note(BatchFacts.Of(header), now);
        var nextOffset = header.LastOffset + 1;
        Interlocked.Exchange(ref _logEnd, nextOffset);
        if (!_flush.WaitsForDisk)
            AdvanceTo(nextOffset);
        _flush.NoteAppend(header.RecordCount);
        return new AppendResult(LogError.None, baseOffset, nextOffset, stamp ?? -1);
    }

    /// <summary>
    /// A write that failed may have left bytes: they are cut off, so that the next batch finds a sound end.
    /// </summary>
    private AppendResult RefuseAfter(Exception e)
    {
        var segment = _chain.Active;
        try
        {
            segment.File.Truncate(segment.Size);
            PartitionLog.AppendFailed(_scope.Logger, e, Settings.Topic, Index, _logEnd);
        }
        catch (IOException)
        {
            Fail(LogError.StorageFailed, e);
        }

        return new AppendResult(LogError.StorageFailed);
    }

    private void AdvanceTo(long offset)
    {
        if (offset <= _highWatermark)
            return;
        Interlocked.Exchange(ref _highWatermark, offset);
        _waits.CompleteUpTo(offset);
        _listeners.Notify();
    }

    private void Fail(LogError reason, Exception e)
    {
        PartitionLog.Failed(_scope.Logger, e, Settings.Topic, Index);
        lock (_appending)
        {
            if (_failure == LogError.None)
                _failure = reason;
            _waits.FailAll(reason);
        }
    }
}
