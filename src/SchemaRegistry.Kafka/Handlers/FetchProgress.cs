using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>
/// How many bytes a waiting fetch could have by now. Only what is new is read, to be counted, so that a fetch with a
/// large minimum reads each byte twice at most and not everything again at each append.
/// </summary>
internal sealed class FetchProgress
{
    private const int ChunkBytes = 1024 * 1024;

    private readonly List<Partition> _partitions = [];
    private readonly List<long> _nextOffsets = [];

    /// <summary>The partitions that can have more; whoever waits for more waits for these.</summary>
    public IReadOnlyList<Partition> Partitions => _partitions;

    public long Bytes { get; private set; }

    /// <summary>True when a partition cannot be read any more: its topic is deleted, or its disk failed.</summary>
    public bool HasError { get; private set; }

    /// <param name="partition">A partition of the fetch.</param>
    /// <param name="offset">The offset that was asked for.</param>
    /// <param name="batches">What was read from there on; may be empty.</param>
    public void Add(Partition partition, long offset, ReadOnlyMemory<byte> batches)
    {
        _partitions.Add(partition);
        _nextOffsets.Add(OffsetBehind(batches.Span, offset));
        Bytes += batches.Length;
    }

    /// <summary>Counts what has arrived, up to about <paramref name="enough"/> bytes.</summary>
    public void Update(long enough)
    {
        for (var index = 0; index < _partitions.Count && Bytes < enough && !HasError; index++)
            Update(index, enough);
    }

    private void Update(int index, long enough)
    {
        while (Bytes < enough)
        {
            using var read = _partitions[index].Read(_nextOffsets[index], ChunkBytes);
            HasError |= read.Error != LogError.None;
            if (read.Batches.IsEmpty)
                return;

            _nextOffsets[index] = OffsetBehind(read.Batches.Span, _nextOffsets[index]);
            Bytes += read.Batches.Length;
        }
    }

    private static long OffsetBehind(ReadOnlySpan<byte> batches, long offset)
    {
        while (batches.Length >= BatchLayout.HeaderSize)
        {
            var header = new BatchHeader(batches);
            offset = header.LastOffset + 1;
            batches = batches[(int)Math.Min(header.TotalSize, batches.Length)..];
        }

        return offset;
    }
}
