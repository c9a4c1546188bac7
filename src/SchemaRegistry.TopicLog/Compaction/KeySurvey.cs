using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Segments;

namespace SchemaRegistry.TopicLog.Compaction;

/// <summary>
/// The first pass: notes the last offset of each key in what was not compacted yet. It ends early when the table of
/// keys is full, or before a segment that is damaged, and then only what is before <see cref="EndOffset"/> may be
/// compacted. Used by one thread.
/// </summary>
internal sealed class KeySurvey(int maxKeys)
{
    public KeyOffsets Keys { get; } = new();

    /// <summary>The keys of all records between the start and this offset are known.</summary>
    public long EndOffset { get; private set; }

    /// <summary>What is wrong with the segment before which it ended; null when it did not.</summary>
    public LogCorruptException? Damage { get; private set; }

    public void Run(ClosedPart part, int first, long from, CancellationToken cancellationToken)
    {
        EndOffset = from;
        for (var index = first; index < part.Segments.Count; index++)
        {
            try
            {
                if (!Add(part.Segments[index], from, cancellationToken))
                    return;
            }
            catch (LogCorruptException e)
            {
                Damage = e;
                EndOffset = part.Segments[index].BaseOffset;
                return;
            }

            EndOffset = part.EndOf(index);
        }
    }

    /// <summary>False when the table was full before the segment's end.</summary>
    private bool Add(Segment segment, long from, CancellationToken cancellationToken)
    {
        using var cursor = new BatchCursor(segment);
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var header = new BatchHeader(cursor.Batch);
            if (header.LastOffset < from)
                continue;
            // Whole batches only, the last of which may have more keys than there is room for.
            if (Keys.Count >= maxKeys)
                return false;
            if (!header.IsControl)
                Add(cursor);
            EndOffset = header.LastOffset + 1;
        }

        return true;
    }

    private void Add(BatchCursor cursor)
    {
        if (!RecordWalk.TryOpen(cursor.Batch, LogLimits.MaxDecompressedBytes, out var records))
            throw cursor.Corrupt("the records of a batch cannot be decompressed");
        var walk = new RecordWalk(new BatchHeader(cursor.Batch), records);
        while (walk.MoveNext())
        {
            if (walk.Record.HasKey)
                Keys.Note(walk.Record.Key, walk.Record.Offset);
        }

        if (walk.Problem is { } problem)
            throw cursor.Corrupt(problem);
    }
}
