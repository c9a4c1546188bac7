using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Compaction;

/// <summary>
/// The second pass for segments that become one: writes what stays of their batches to an unfinished file. A single
/// segment of which all stays is not written at all. Used by one thread.
/// </summary>
internal sealed class SegmentRewrite(IFileSystem files, BatchCleaner cleaner, string unfinishedPath)
{
    /// <summary>False when the old segments may stay as they are; then nothing was written.</summary>
    /// <exception cref="LogCorruptException">One of the segments is damaged; what was written is worth nothing.</exception>
    public bool Run(IReadOnlyList<Segment> old, Segment fresh, CancellationToken cancellationToken)
    {
        SegmentWriter? writer = null;
        try
        {
            if (old.Count > 1)
                writer = new SegmentWriter(files, unfinishedPath, fresh);
            foreach (var segment in old)
                Copy(segment, fresh, ref writer, cancellationToken);
            writer?.Finish();
            return writer is not null;
        }
        finally
        {
            writer?.Dispose();
        }
    }

    private void Copy(
        Segment segment, Segment fresh, ref SegmentWriter? writer, CancellationToken cancellationToken)
    {
        using var cursor = new BatchCursor(segment);
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cleaning = cleaner.Clean(cursor.Batch, out var problem);
            if (problem is not null)
                throw cursor.Corrupt(problem);
            if (cleaning == Cleaning.Kept)
            {
                writer?.Append(cursor.Batch);
                continue;
            }

            writer ??= WriteBefore(segment, cursor.Position, fresh);
            if (cleaning == Cleaning.Rewritten)
                writer.Append(cleaner.Rewritten);
        }
    }

    /// <summary>Up to the first batch that changes, all are kept.</summary>
    private SegmentWriter WriteBefore(Segment segment, long position, Segment fresh)
    {
        var writer = new SegmentWriter(files, unfinishedPath, fresh);
        try
        {
            using var cursor = new BatchCursor(segment);
            while (cursor.MoveNext() && cursor.Position < position)
                writer.Append(cursor.Batch);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }
}
