using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// Opens the files of a partition.
/// <list type="number">
/// <item>Files that a crash left unfinished are deleted, indexes without a segment, and those that compaction had
/// replaced: where a compacted file has its name it is complete. So are empty segments within the log, which a roll
/// that failed had left.</item>
/// <item>Closed segments are taken at the word of their index file. A sound index is written only after all before it
/// was on disk, and so is a compacted segment, so up to the last of them nothing is cut, ever: damage there is reported
/// and answers an error when it is read. A segment without an index is read in full, and gets a new one.</item>
/// <item>The last segment is read in full, or by its headers after a clean stop.</item>
/// <item>Behind the last sound index, the file is cut at the first batch that is not sound and what follows is deleted,
/// as is what follows a gap that neither compaction nor an earlier repair explains. Where sound batches were lost with
/// it they may have been acknowledged: the next offset stays beyond them and a leader epoch begins there.</item>
/// <item>Producer state is the newest sound snapshot and what was appended after it, without those that were silent for
/// too long.</item>
/// </list>
/// Each step is on disk before the next, so that a crash during a repair leaves what the next one finishes.
/// </summary>
internal sealed class PartitionRecovery(PartitionScope scope, PartitionSettings settings, ScanDepth depth)
{
    private readonly List<Segment> _opened = [];
    private readonly List<Segment> _segments = [];
    private readonly List<LogDamage> _damages = [];
    private readonly long _now = scope.Time.GetUtcNow().ToUnixTimeMilliseconds();
    private PartitionCheckpoint _checkpoint = PartitionCheckpoint.Initial;
    private List<long> _snapshots = [];
    private (Segment Segment, ProducerStates Producers)? _tail;
    private LogTruncation? _truncation;
    private long? _damagedFrom;
    private bool _lostCheckpoint;
    private long _nextOffset;

    public PartitionFiles Run()
    {
        try
        {
            return Load();
        }
        catch
        {
            _opened.ForEach(segment => segment.Dispose());
            throw;
        }
    }

    private PartitionFiles Load()
    {
        var names = scope.Files.List(settings.Folder);
        if (names.Count == 0)
            scope.Files.CreateFolder(settings.Folder);
        else
            LoadCheckpoint(names);
        _snapshots = SegmentFiles.Offsets(names, SegmentFiles.SnapshotSuffix);
        var all = SegmentFiles.Segments(names, SegmentFiles.LogSuffix);
        var segments = SegmentFiles.WithoutSuperseded(all);
        DropLeftovers(names, all, segments);
        DropDeleted(segments);
        LoadSegments(segments);
        if (_lostCheckpoint)
            RebuildCheckpoint();

        var isClosed = _segments.Count == 0 || _segments[^1].Name.IsCompacted || _segments[^1].IsIndexSettled;
        var end = isClosed ? -1 : _nextOffset;
        _nextOffset = Math.Max(_nextOffset, Math.Max(_checkpoint.Current.Offset, _checkpoint.LogStart));
        if (_checkpoint.CleanEnd > _nextOffset)
            Save(_checkpoint.CleanUpTo(_nextOffset));
        var producers = LoadProducers();
        if (end != _nextOffset)
            StartSegment(_nextOffset);

        // Names that survived a killed process may be in the system's memory only; they count as durable from now on.
        if (depth == ScanDepth.Checksums)
            scope.Files.SyncFolder(settings.Folder);
        WriteMissingIndexes();
        return new PartitionFiles(_segments, producers, _nextOffset)
        {
            Checkpoint = _checkpoint,
            Truncation = _truncation,
            Damages = _damages,
            DamagedFrom = _damagedFrom,
        };
    }

    private void LoadCheckpoint(IReadOnlyList<string> names)
    {
        if (!names.Contains(CheckpointFile.Name))
            return;
        if (CheckpointFile.Read(scope.Files, settings.Folder) is { } found)
        {
            _checkpoint = found;
            return;
        }

        _lostCheckpoint = true;
        Report($"{settings.Folder}/checkpoint", 0, "checksum or length is wrong; deleted records may be back");
    }

    private void DropLeftovers(IReadOnlyList<string> names, List<SegmentName> all, List<SegmentName> kept)
    {
        foreach (var name in names)
        {
            if (name.EndsWith(SegmentFiles.UnfinishedSuffix, StringComparison.Ordinal))
                scope.Files.Delete($"{settings.Folder}/{name}");
        }

        var indexes = SegmentFiles.Segments(names, SegmentFiles.IndexSuffix);
        foreach (var orphan in indexes.Except(all))
            scope.Files.Delete(SegmentFiles.IndexPath(settings.Folder, orphan));
        if (kept.Count == all.Count)
            return;
        foreach (var superseded in all.Except(kept))
            Delete(superseded);
        scope.Files.SyncFolder(settings.Folder);
    }

    /// <summary>
    /// The log start is on disk before files below it are deleted, and a crash may bring back any of them.
    /// </summary>
    private void DropDeleted(List<SegmentName> segments)
    {
        while (segments.Count > 1 && segments[1].BaseOffset <= _checkpoint.LogStart)
        {
            Delete(segments[0]);
            segments.RemoveAt(0);
        }
    }

    private void Delete(SegmentName segment)
    {
        scope.Files.Delete(SegmentFiles.LogPath(settings.Folder, segment));
        scope.Files.Delete(SegmentFiles.IndexPath(settings.Folder, segment));
    }

    private void LoadSegments(List<SegmentName> names)
    {
        var all = names.ConvertAll(name => new Segment(scope.Files, settings.Folder, name));
        _opened.AddRange(all);
        var trusted = all.ConvertAll(segment =>
            segment == all[^1] && !segment.Name.IsCompacted ? null : IndexFile.TryRead(scope.Files, segment));
        var closed = Math.Max(
            trusted.FindLastIndex(summary => summary is not null),
            names.FindLastIndex(name => name.IsCompacted));
        var lastClosed = closed < 0 ? -1 : names[closed].BaseOffset;
        for (var index = 0; index < all.Count; index++)
        {
            var segment = all[index];
            var summary = trusted[index] ?? Scan(segment, isLast: index == all.Count - 1);
            _segments.Add(segment);
            _nextOffset = segment.Name.EndOffset ?? summary.NextOffset;
            while (index + 1 < all.Count && IsLeftByRoll(all[index + 1]))
            {
                SegmentFiles.Delete(scope.Files, [all[index + 1]]);
                all.RemoveAt(index + 1);
                trusted.RemoveAt(index + 1);
            }

            var isWhole = trusted[index] is not null || segment.File.Length == summary.Size;
            if (!isWhole && segment.BaseOffset > lastClosed)
            {
                Cut(segment, summary, all[(index + 1)..]);
                return;
            }

            if (!isWhole)
                KeepDamaged(segment, summary);
            else if (index + 1 < all.Count && !MayFollow(all[index + 1], segment.BaseOffset < lastClosed))
            {
                Cut(segment, summary, all[(index + 1)..]);
                return;
            }
        }
    }

    /// <summary>
    /// An empty file at an offset that the segment before it holds: rolling it failed, and the log went on without it.
    /// </summary>
    private bool IsLeftByRoll(Segment next) =>
        !next.Name.IsCompacted && next.BaseOffset < _nextOffset && next.File.Length == 0;

    private SegmentSummary Scan(Segment segment, bool isLast)
    {
        var checks = isLast && !segment.Name.IsCompacted ? depth : ScanDepth.Checksums;
        var producers = new ProducerStates();
        var summary = SegmentScan.Run(segment, checks, isLast ? batch => NoteFrom(producers, batch, 0) : null);
        if (isLast)
            _tail = (segment, producers);

        // What a killed process wrote may be in the system's memory only; it counts as durable from now on.
        if (checks == ScanDepth.Checksums && summary.Size > 0)
            segment.File.Sync();
        return summary;
    }

    private bool MayFollow(Segment next, bool isClosed)
    {
        var baseOffset = next.BaseOffset;
        if (baseOffset == _nextOffset
            || (baseOffset > _nextOffset && (_lostCheckpoint || _checkpoint.IsEpochStart(baseOffset))))
        {
            return true;
        }

        if (isClosed)
        {
            _damagedFrom ??= _segments[^1].BaseOffset;
            Report(next.Path, 0,
                $"it should begin with offset {_nextOffset}; a file before it is missing or too long");
        }

        return isClosed;
    }

    private void KeepDamaged(Segment segment, SegmentSummary sound)
    {
        _damagedFrom ??= segment.BaseOffset;
        Report(segment.Path, sound.Size, $"a batch with offset {sound.NextOffset} or more is not sound");
        SegmentScan.RunOverDamage(segment, sound);
    }

    private void Cut(Segment segment, SegmentSummary sound, IReadOnlyList<Segment> later)
    {
        var cutBytes = segment.File.Length - sound.Size;
        var soundEnd = _nextOffset;
        _nextOffset = SegmentProbe.NextOffsetAfter(segment.File, sound.Size, soundEnd);
        foreach (var lost in later)
        {
            cutBytes += lost.File.Length;
            _nextOffset = SegmentProbe.NextOffsetAfter(lost.File, 0, Math.Max(_nextOffset, lost.BaseOffset));
        }

        // 1. Snapshots tell of batches that are about to go.
        DeleteSnapshotsBeyond(soundEnd);
        // 2. What may have been acknowledged is told by a new epoch. After a clean stop all was. Of what comes in the
        // place of what goes compaction has seen nothing.
        var checkpoint = _checkpoint.CleanUpTo(soundEnd);
        if (_nextOffset > soundEnd || depth == ScanDepth.Headers)
            checkpoint = checkpoint.WithNextEpoch(_nextOffset);
        if (checkpoint != _checkpoint)
            Save(checkpoint);

        // 3. Then the data may go.
        segment.File.Truncate(sound.Size);
        segment.File.Sync();
        foreach (var lost in later)
        {
            lost.Dispose();
            scope.Files.Delete(lost.Path);
            scope.Files.Delete(lost.IndexPath);
        }

        scope.Files.SyncFolder(settings.Folder);
        _truncation = new LogTruncation(
            settings.Topic, settings.Index, segment.Path, sound.Size, cutBytes, soundEnd);
        if (_nextOffset > soundEnd)
            StartSegment(_nextOffset);
    }

    private void DeleteSnapshotsBeyond(long offset)
    {
        var beyond = _snapshots.FindAll(snapshot => snapshot > offset);
        foreach (var snapshot in beyond)
            scope.Files.Delete(SegmentFiles.SnapshotPath(settings.Folder, snapshot));
        if (beyond.Count == 0)
            return;
        scope.Files.SyncFolder(settings.Folder);
        _snapshots.RemoveAll(snapshot => snapshot > offset);
    }

    private void StartSegment(long offset)
    {
        var segment = new Segment(scope.Files, settings.Folder, SegmentName.Appended(offset));
        _opened.Add(segment);
        _ = segment.File;
        scope.Files.SyncFolder(settings.Folder);
        _segments.Add(segment);
    }

    /// <summary>Epochs can only have grown: one more than the newest that was written is safe.</summary>
    private void RebuildCheckpoint()
    {
        var newest = _segments.Select(SegmentScan.NewestEpoch).DefaultIfEmpty().Max();
        var logStart = _segments.Count == 0 ? 0 : _segments[0].BaseOffset;
        Save(new PartitionCheckpoint(logStart, CleanEnd: 0, [new EpochStart(newest + 1, _nextOffset)]));
    }

    private void Save(PartitionCheckpoint checkpoint)
    {
        _checkpoint = checkpoint;
        CheckpointFile.Write(scope.Files, settings.Folder, checkpoint);
        scope.Files.SyncFolder(settings.Folder);
    }

    private void WriteMissingIndexes()
    {
        for (var index = 0; index < _segments.Count - 1; index++)
        {
            var segment = _segments[index];
            if (segment.IsIndexSettled)
                continue;
            segment.IsIndexSettled = true;
            if (!_damages.Exists(damage => damage.File == segment.Path))
                TryWriteIndex(segment, _segments[index + 1].BaseOffset);
        }
    }

    private void TryWriteIndex(Segment segment, long nextOffset)
    {
        try
        {
            IndexFile.Write(scope.Files, segment, nextOffset);
        }
        catch (IOException)
        {
            // The disk may be full; the index only makes the next opening quick.
        }
    }

    private ProducerStates LoadProducers()
    {
        DeleteSnapshotsBeyond(_nextOffset);
        var states = new ProducerStates();
        var from = 0L;
        for (var newest = _snapshots.Count - 1; newest >= 0; newest--)
        {
            if (ProducerSnapshot.TryRead(scope.Files, settings.Folder, _snapshots[newest]) is { } found)
            {
                (states, from) = (found, _snapshots[newest]);
                break;
            }
        }

        for (var index = 0; index < _segments.Count; index++)
        {
            var end = index + 1 < _segments.Count ? _segments[index + 1].BaseOffset : _nextOffset;
            if (end <= from)
                continue;

            // The last segment was read already, which is all there is to read of most partitions.
            if (_tail is { } tail && tail.Segment == _segments[index])
                states.Continue(tail.Producers, from);
            else
                SegmentScan.Visit(_segments[index], batch => NoteFrom(states, batch, from));
        }

        states.ForgetSilent(_now, scope.ProducerExpiration);
        return states;
    }

    private void NoteFrom(ProducerStates states, BatchFacts batch, long from)
    {
        if (batch.BaseOffset >= from)
            states.Note(batch, _now);
    }

    private void Report(string file, long position, string reason) =>
        _damages.Add(new LogDamage(settings.Topic, settings.Index, file, position, reason));
}
