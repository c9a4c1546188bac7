using Microsoft.Extensions.Logging;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Compaction;

/// <summary>
/// Compacts one partition at a time, beside appends and reads:
/// <list type="number">
/// <item>Looks whether enough of the closed segments was not compacted yet, and has them settled on disk.</item>
/// <item>Notes the last offset of each key in that part.</item>
/// <item>Rewrites the segments, oldest first, those that became small together, into an unfinished file each.</item>
/// <item>Gives the file its name, which is what counts before and after a crash, and lets readers see it.</item>
/// <item>Deletes the old files, and notes how far it came.</item>
/// </list>
/// From the oldest on, since a tombstone may go only when no older record of its key is left, whatever a crash brings
/// back. The passes run on a thread of their own, the rest where partitions change. A failure leaves the old segments,
/// and the partition alone for a while.
/// </summary>
internal sealed partial class Compactor(PartitionScope scope, int maxKeys)
{
    private const string UnfinishedName = "compaction";

    /// <summary>Not beside itself.</summary>
    public async Task RunAsync(Partition partition, CancellationToken cancellationToken)
    {
        try
        {
            if (!IsDue(partition))
                return;
            await CompactAsync(partition, cancellationToken);
            partition.Compaction.NoteSuccess();
        }
        catch (Exception e) when (e is ObjectDisposedException || partition.IsDeleted)
        {
            // Its records were deleted in the meantime, or its topic was.
        }
        catch (LogCorruptException e)
        {
            NoteDamage(partition, e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it was, a defect included: the other partitions are compacted all the same.
            partition.Compaction.NoteFailure(scope.Time.GetUtcNow());
            Log.Failed(scope.Logger, e, partition.Settings.Topic, partition.Index);
        }
    }

    private bool IsDue(Partition partition)
    {
        var (config, now, all) = (partition.Config, scope.Time.GetUtcNow(), partition.Segments);
        var closed = all.AsSpan(0, Math.Max(SegmentReads.IndexOf(all, partition.HighWatermark), 0));
        var count = CompactionPlan.Count(closed, config, now, partition.Compaction.DamagedFrom);
        if (count == 0 || partition.Compaction.IsPausing(now))
            return false;
        if (partition.Compaction.NextHorizon <= (now - TombstonePause(config)).ToUnixTimeMilliseconds())
            return true;
        var segments = closed[..count];
        var first = CompactionPlan.FirstDirty(segments, all[count].BaseOffset, partition.Checkpoint.CleanEnd);
        return first < count
            && (CompactionPlan.IsDirtyEnough(segments, first, config)
                || (config.MaxCompactionLag is { } lag
                    && FirstTimestamp(segments[first..]) < (now - lag).ToUnixTimeMilliseconds()));
    }

    private static TimeSpan TombstonePause(TopicConfig config)
    {
        var pause = config.DeleteRetention / LogLimits.TombstonePassesPerRetention;
        return pause > LogLimits.MinTombstonePause ? pause : LogLimits.MinTombstonePause;
    }

    /// <summary>Of the first batch there is; null when there is none.</summary>
    private static long? FirstTimestamp(ReadOnlySpan<Segment> segments)
    {
        Span<byte> head = stackalloc byte[BatchLayout.HeaderSize];
        foreach (var segment in segments)
        {
            if (segment.Size >= head.Length && segment.File.Read(head, 0) == head.Length)
                return new BatchHeader(head).MaxTimestamp;
        }

        return null;
    }

    private async Task CompactAsync(Partition partition, CancellationToken cancellationToken)
    {
        var part = await SettleAsync(partition);
        var cleanEnd = partition.Checkpoint.CleanEnd;
        var first = CompactionPlan.FirstDirty(part.Segments.ToArray(), part.EndOffset, cleanEnd);
        var survey = new KeySurvey(maxKeys);
        await OwnThread.RunAsync(() => survey.Run(part, first, cleanEnd, cancellationToken));

        var now = scope.Time.GetUtcNow();
        var cleaner = new BatchCleaner(new CleaningRules(
            survey.Keys,
            survey.EndOffset,
            now.ToUnixTimeMilliseconds(),
            (now + partition.Config.DeleteRetention).ToUnixTimeMilliseconds(),
            part.LastBatches));
        await RewriteAsync(partition, part, cleaner, survey.EndOffset, cancellationToken);
        partition.Compaction.NextHorizon = cleaner.NextHorizon;
        if (survey.EndOffset > cleanEnd)
            await partition.MarkCleanAsync(survey.EndOffset);
        if (survey.Damage is { } damage)
            NoteDamage(partition, damage);
    }

    private async Task<ClosedPart> SettleAsync(Partition partition)
    {
        var part = await partition.SettleAsync();
        var count = CompactionPlan.Count(
            part.Segments.ToArray(), partition.Config, scope.Time.GetUtcNow(), partition.Compaction.DamagedFrom);
        return part with
        {
            Segments = [.. part.Segments.Take(count)],
            EndOffset = count == 0 ? part.EndOffset : part.EndOf(count - 1),
        };
    }

    private async Task RewriteAsync(
        Partition partition, ClosedPart part, BatchCleaner cleaner, long endOffset, CancellationToken cancellationToken)
    {
        var segments = part.Segments.ToArray();
        for (var at = 0; at < segments.Length && segments[at].BaseOffset < endOffset;)
        {
            var count = CompactionPlan.GroupSize(segments.AsSpan(at), part.EndOffset, partition.Config.SegmentBytes);
            var end = part.EndOf(at + count - 1);
            if (!await RewriteAsync(partition, segments[at..(at + count)], end, cleaner, cancellationToken))
                throw new ObjectDisposedException(segments[at].Path);
            at += count;
        }
    }

    /// <summary>False when the segments are no longer part of the log.</summary>
    private async Task<bool> RewriteAsync(
        Partition partition, Segment[] old, long endOffset, BatchCleaner cleaner, CancellationToken cancellationToken)
    {
        var folder = partition.Settings.Folder;
        var unfinished = $"{folder}/{UnfinishedName}{SegmentFiles.UnfinishedSuffix}";
        var name = new SegmentName(old[0].BaseOffset, endOffset, NextGeneration(partition));
        var fresh = new Segment(scope.Files, folder, name) { IsIndexSettled = true };
        var isDone = false;
        try
        {
            var rewrite = new SegmentRewrite(scope.Files, cleaner, unfinished);
            var isWritten = await OwnThread.RunAsync(() => rewrite.Run(old, fresh, cancellationToken));
            if (!isWritten)
                return isDone = true;
            isDone = await partition.ReplaceAsync(old, fresh, unfinished);
        }
        finally
        {
            if (!isDone)
                TryDelete(partition, unfinished, fresh.Path);
        }

        if (isDone)
            Finish(partition, old, fresh);
        return isDone;
    }

    private static int NextGeneration(Partition partition)
    {
        var known = partition.Segments.Max(segment => segment.Name.Generation);
        return partition.Compaction.Generation = Math.Max(partition.Compaction.Generation, known) + 1;
    }

    /// <summary>What fails here is done when the log is opened.</summary>
    private void Finish(Partition partition, Segment[] old, Segment fresh)
    {
        try
        {
            Log.Replaced(
                scope.Logger, partition.Settings.Topic, partition.Index,
            old.Length, old.Sum(segment => segment.Size), fresh.Size);
            SegmentFiles.Delete(scope.Files, old);
            IndexFile.Write(scope.Files, fresh, fresh.Name.EndOffset!.Value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotFinished(scope.Logger, e, partition.Settings.Topic, partition.Index);
        }
    }

    private void TryDelete(Partition partition, params ReadOnlySpan<string> paths)
    {
        try
        {
            foreach (var path in paths)
                scope.Files.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotFinished(scope.Logger, e, partition.Settings.Topic, partition.Index);
        }
    }

    private void NoteDamage(Partition partition, LogCorruptException e)
    {
        var segments = partition.Segments;
        var damaged = Array.Find(segments, segment => segment.Path == e.File);
        if (damaged is null)
            return;
        partition.Compaction.DamagedFrom = damaged.BaseOffset;
        Log.Damaged(scope.Logger, e, partition.Settings.Topic, partition.Index);
    }

    private static partial class Log
    {
        [LoggerMessage(50, LogLevel.Debug, "{Topic}-{Partition}: {Segments} segments of {Bytes} bytes were compacted to {Left} bytes")]
        public static partial void Replaced(
            ILogger logger, string topic, int partition, int segments, long bytes, long left);

        [LoggerMessage(51, LogLevel.Error,
            "Compaction of {Topic}-{Partition} failed; its records are as they were, and it is tried again later")]
        public static partial void Failed(ILogger logger, Exception e, string topic, int partition);

        [LoggerMessage(52, LogLevel.Warning,
            "Files that compaction of {Topic}-{Partition} replaced could not be deleted; the next start does it")]
        public static partial void NotFinished(ILogger logger, Exception e, string topic, int partition);

        [LoggerMessage(53, LogLevel.Critical,
            "{Topic}-{Partition} is damaged and is not compacted from there on; restore the file from a copy or delete the records up to its end, then restart")]
        public static partial void Damaged(ILogger logger, Exception e, string topic, int partition);
    }
}
