using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// Opens the files of a partition.
/// <list type="number">
/// <item>Closed segments are taken at the word of their index file. A sound index is written only after all before it
/// was on disk, so up to the last of them nothing is cut, ever: damage there is reported and answers an error when it
/// is read. A segment without one is read in full, and gets a new one.</item>
/// <item>The last segment is read in full, or by its headers after a clean stop.</item>
/// <item>Behind the last sound index, the file is cut at the first batch that is not sound and what follows is deleted,
/// as is what follows a gap that neither compaction nor an earlier repair explains. Where sound batches were lost with
/// it they may have been acknowledged: the next offset stays beyond them and a leader epoch begins there.</item>
/// <item>Producer state is the newest sound snapshot and what was appended after it.</item>
/// </list>
/// Each step is on disk before the next, so that a crash during a repair leaves what the next one finishes.
/// </summary>
internal sealed class PartitionRecovery(IFileSystem files, PartitionSettings settings, ScanDepth depth)
{
    private readonly List<Segment> _segments = [];
    private readonly List<LogDamage> _damages = [];
    private PartitionCheckpoint _checkpoint = PartitionCheckpoint.Initial;
    private LogTruncation? _truncation;
    private bool _lostCheckpoint;
    private long _nextOffset;

    public PartitionFiles Run()
    {
        LoadCheckpoint();
        var offsets = SegmentFiles.Offsets(files.List(settings.Folder), SegmentFiles.LogSuffix);
        DropDeleted(offsets);
        LoadSegments(offsets);
        if (_lostCheckpoint)
            RebuildCheckpoint();

        var end = _segments.Count == 0 ? -1 : _nextOffset;
        _nextOffset = Math.Max(_nextOffset, Math.Max(_checkpoint.Current.Offset, _checkpoint.LogStart));
        var producers = LoadProducers();
        if (end != _nextOffset)
            StartSegment(_nextOffset);

        // Names that survived a killed process may be in the system's memory only; they count as durable from now on.
        if (depth == ScanDepth.Checksums)
            files.SyncFolder(settings.Folder);
        WriteMissingIndexes();
        return new PartitionFiles(_segments, producers, _nextOffset)
        {
            Checkpoint = _checkpoint,
            Truncation = _truncation,
            Damages = _damages,
        };
    }

    private void LoadCheckpoint()
    {
        if (CheckpointFile.Read(files, settings.Folder) is { } found)
        {
            _checkpoint = found;
            return;
        }

        _lostCheckpoint = true;
        Report($"{settings.Folder}/checkpoint", 0, "checksum or length is wrong; deleted records may be back");
    }

    /// <summary>
    /// The log start is on disk before files below it are deleted, and a crash may bring back any of them.
    /// </summary>
    private void DropDeleted(List<long> offsets)
    {
        while (offsets.Count > 1 && offsets[1] <= _checkpoint.LogStart)
        {
            files.Delete(SegmentFiles.LogPath(settings.Folder, offsets[0]));
            files.Delete(SegmentFiles.IndexPath(settings.Folder, offsets[0]));
            offsets.RemoveAt(0);
        }
    }

    private void LoadSegments(List<long> offsets)
    {
        var all = offsets.ConvertAll(offset => new Segment(files, settings.Folder, offset)
        {
            IsSparse = offset < _checkpoint.CleanEnd || _lostCheckpoint,
        });
        var trusted = all.ConvertAll(segment =>
            segment == all[^1] ? null : IndexFile.TryRead(files, segment));
        var closed = trusted.FindLastIndex(summary => summary is not null);
        for (var index = 0; index < all.Count; index++)
        {
            var summary = trusted[index] ?? Scan(all[index], isLast: index == all.Count - 1);
            _segments.Add(all[index]);
            _nextOffset = summary.NextOffset;
            var isWhole = trusted[index] is not null || all[index].File.Length == summary.Size;
            if (!isWhole && index > closed)
            {
                Cut(all[index], summary, all[(index + 1)..]);
                return;
            }

            if (!isWhole)
                KeepDamaged(all[index], summary);
            else if (index + 1 < all.Count && !MayFollow(all[index + 1].BaseOffset, isClosed: index < closed))
            {
                Cut(all[index], summary, all[(index + 1)..]);
                return;
            }
        }
    }

    private SegmentSummary Scan(Segment segment, bool isLast)
    {
        var checks = isLast ? depth : ScanDepth.Checksums;
        var summary = SegmentScan.Run(segment, checks);

        // What a killed process wrote may be in the system's memory only; it counts as durable from now on.
        if (checks == ScanDepth.Checksums && summary.Size > 0)
            segment.File.Sync();
        return summary;
    }

    private bool MayFollow(long baseOffset, bool isClosed)
    {
        if (baseOffset == _nextOffset)
            return true;
        if (baseOffset > _nextOffset
            && (_lostCheckpoint || baseOffset <= _checkpoint.CleanEnd || _checkpoint.IsEpochStart(baseOffset)))
        {
            return true;
        }

        if (isClosed)
        {
            Report(SegmentFiles.LogPath(settings.Folder, baseOffset), 0,
                $"it should begin with offset {_nextOffset}; a file before it is missing or too long");
        }

        return isClosed;
    }

    private void KeepDamaged(Segment segment, SegmentSummary sound)
    {
        Report(segment.Path, sound.Size, $"a batch with offset {sound.NextOffset} or more is not sound");
        SegmentScan.RunOverDamage(segment, sound);
    }

    private void Cut(Segment segment, SegmentSummary sound, IReadOnlyList<Segment> later)
    {
        var cutBytes = segment.File.Length - sound.Size;
        _nextOffset = SegmentProbe.NextOffsetAfter(segment.File, sound.Size, sound.NextOffset);
        foreach (var lost in later)
        {
            cutBytes += lost.File.Length;
            _nextOffset = SegmentProbe.NextOffsetAfter(lost.File, 0, Math.Max(_nextOffset, lost.BaseOffset));
        }

        // 1. Snapshots tell of batches that are about to go.
        DeleteSnapshotsBeyond(sound.NextOffset);
        // 2. What may have been acknowledged is told by a new epoch. After a clean stop all was.
        if (_nextOffset > sound.NextOffset || depth == ScanDepth.Headers)
        {
            _checkpoint = _checkpoint.WithNextEpoch(_nextOffset);
            CheckpointFile.Write(files, settings.Folder, _checkpoint);
        }

        // 3. Then the data may go.
        segment.File.Truncate(sound.Size);
        segment.File.Sync();
        foreach (var lost in later)
        {
            lost.Dispose();
            files.Delete(lost.Path);
            files.Delete(lost.IndexPath);
        }

        files.SyncFolder(settings.Folder);
        _truncation = new LogTruncation(
            settings.Topic, settings.Index, segment.Path, sound.Size, cutBytes, sound.NextOffset);
        if (_nextOffset > sound.NextOffset)
            StartSegment(_nextOffset);
    }

    private void DeleteSnapshotsBeyond(long offset)
    {
        var snapshots = SegmentFiles.Offsets(files.List(settings.Folder), SegmentFiles.SnapshotSuffix);
        foreach (var snapshot in snapshots.Where(snapshot => snapshot > offset))
            files.Delete(SegmentFiles.SnapshotPath(settings.Folder, snapshot));
        if (snapshots.Count > 0 && snapshots[^1] > offset)
            files.SyncFolder(settings.Folder);
    }

    private void StartSegment(long offset)
    {
        var segment = new Segment(files, settings.Folder, offset);
        _ = segment.File;
        files.SyncFolder(settings.Folder);
        _segments.Add(segment);
    }

    /// <summary>Epochs can only have grown: one more than the newest that was written is safe.</summary>
    private void RebuildCheckpoint()
    {
        var newest = _segments.Select(SegmentScan.NewestEpoch).DefaultIfEmpty().Max();
        var logStart = _segments.Count == 0 ? 0 : _segments[0].BaseOffset;
        var cleanEnd = settings.Config.Compacts ? _nextOffset : 0;
        _checkpoint = new PartitionCheckpoint(logStart, cleanEnd, [new EpochStart(newest + 1, _nextOffset)]);
        CheckpointFile.Write(files, settings.Folder, _checkpoint);
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
            IndexFile.Write(files, segment, nextOffset);
        }
        catch (IOException)
        {
            // The disk may be full; the index only makes the next opening quick.
        }
    }

    private ProducerStates LoadProducers()
    {
        var snapshots = SegmentFiles.Offsets(files.List(settings.Folder), SegmentFiles.SnapshotSuffix);
        DeleteSnapshotsBeyond(_nextOffset);
        var states = new ProducerStates();
        var from = 0L;
        foreach (var snapshot in snapshots.Where(snapshot => snapshot <= _nextOffset).Reverse())
        {
            if (ProducerSnapshot.TryRead(files, settings.Folder, snapshot) is { } found)
            {
                (states, from) = (found, snapshot);
                break;
            }
        }

        for (var index = 0; index < _segments.Count; index++)
        {
            var end = index + 1 < _segments.Count ? _segments[index + 1].BaseOffset : _nextOffset;
            if (end > from)
                SegmentScan.Visit(_segments[index], batch => NoteFrom(states, batch, from));
        }

        return states;
    }

    private static void NoteFrom(ProducerStates states, BatchFacts batch, long from)
    {
        if (batch.BaseOffset >= from)
            states.Note(batch);
    }

    private void Report(string file, long position, string reason) =>
        _damages.Add(new LogDamage(settings.Topic, settings.Index, file, position, reason));
}
