using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Partitions;

/// <summary>
/// Opens the files of a partition.
/// <list type="number">
/// <item>Closed segments are taken at the word of their index file, or read in full when there is none that can be
/// trusted.</item>
/// <item>The last segment is read in full, or by its headers after a clean stop.</item>
/// <item>At the first batch that is not sound the file is cut there and what follows is deleted; the next offset stays
/// beyond all that could still be told, so that no offset is given twice.</item>
/// <item>Producer state is the newest sound snapshot and what was appended after it.</item>
/// </list>
/// </summary>
internal sealed class PartitionRecovery(IFileSystem files, PartitionSettings settings, ScanDepth depth)
{
    private readonly List<Segment> _segments = [];

    public PartitionFiles Run()
    {
        var names = files.List(settings.Folder);
        var offsets = SegmentFiles.Offsets(names, SegmentFiles.LogSuffix);
        var nextOffset = offsets.Count > 0 ? offsets[0] : 0;
        LogTruncation? truncation = null;
        for (var index = 0; index < offsets.Count && truncation is null; index++)
        {
            var segment = new Segment(files, settings.Folder, offsets[index]);
            _segments.Add(segment);
            var summary = Load(segment, index == offsets.Count - 1);
            if (segment.File.Length > summary.Size || IsGapBefore(offsets, index, summary))
                (truncation, nextOffset) = Cut(segment, summary, offsets[(index + 1)..]);
            else
                nextOffset = summary.NextOffset;
        }

        if (_segments.Count == 0 || (truncation is not null && nextOffset > truncation.NextOffset))
            StartSegment(nextOffset);
        return new PartitionFiles(_segments, LoadProducers(names, nextOffset), nextOffset, truncation);
    }

    private SegmentSummary Load(Segment segment, bool isLast)
    {
        if (!isLast && IndexFile.TryRead(files, segment) is { } trusted)
            return trusted;
        var checks = isLast ? depth : ScanDepth.Checksums;
        var summary = SegmentScan.Run(segment, checks);

        // What a killed process wrote may be in the system's memory only; it counts as durable from now on.
        if (checks == ScanDepth.Checksums)
            segment.File.Sync();
        return summary;
    }

    /// <summary>The next file may begin later (a cut leaves a gap) but not earlier than this one ends.</summary>
    private static bool IsGapBefore(List<long> offsets, int index, SegmentSummary summary) =>
        index + 1 < offsets.Count && offsets[index + 1] < summary.NextOffset;

    private (LogTruncation Truncation, long NextOffset) Cut(
        Segment segment, SegmentSummary sound, IReadOnlyList<long> later)
    {
        var cutBytes = segment.File.Length - sound.Size;
        var nextOffset = SegmentScan.ProbeNextOffset(segment, sound);
        segment.File.Truncate(sound.Size);
        segment.File.Sync();
        foreach (var offset in later)
        {
            using var lost = new Segment(files, settings.Folder, offset);
            cutBytes += lost.File.Length;
            var summary = SegmentScan.Run(lost, ScanDepth.Headers);
            nextOffset = Math.Max(nextOffset, Math.Max(offset, summary.NextOffset));
            files.Delete(lost.Path);
            files.Delete(lost.IndexPath);
        }

        files.SyncFolder(settings.Folder);
        var truncation = new LogTruncation(
            settings.Topic, settings.Index, segment.Path, sound.Size, cutBytes, sound.NextOffset);
        return (truncation, nextOffset);
    }

    private void StartSegment(long offset)
    {
        var segment = new Segment(files, settings.Folder, offset);
        _ = segment.File;
        files.SyncFolder(settings.Folder);
        _segments.Add(segment);
    }

    private ProducerStates LoadProducers(IReadOnlyList<string> names, long nextOffset)
    {
        var snapshots = SegmentFiles.Offsets(names, SegmentFiles.SnapshotSuffix);
        var states = new ProducerStates();
        var from = 0L;
        for (var index = snapshots.Count - 1; index >= 0; index--)
        {
            if (snapshots[index] > nextOffset)
                files.Delete(SegmentFiles.SnapshotPath(settings.Folder, snapshots[index]));
            else if (ProducerSnapshot.TryRead(files, settings.Folder, snapshots[index]) is { } found)
            {
                (states, from) = (found, snapshots[index]);
                break;
            }
        }

        for (var index = 0; index < _segments.Count; index++)
        {
            var end = index + 1 < _segments.Count ? _segments[index + 1].BaseOffset : nextOffset;
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
}
