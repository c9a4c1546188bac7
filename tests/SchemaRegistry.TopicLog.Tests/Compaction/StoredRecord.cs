using System.Text;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;

namespace SchemaRegistry.TopicLog.Tests.Compaction;

/// <summary>A record as a consumer gets it; a null value is a tombstone.</summary>
internal sealed record StoredRecord(long Offset, string? Key, string? Value, long Timestamp)
{
    /// <summary>All readable records from an offset on, in steps of so many bytes, as a consumer would see them.</summary>
    public static List<StoredRecord> ReadAll(Partition partition, long from = 0, int step = 1 << 20)
    {
        var records = new List<StoredRecord>();
        foreach (var batch in Batches(partition, from, step))
        {
            var header = new BatchHeader(batch);
            var content = BatchCompression.TryDecompress(header.Codec, batch.AsSpan(BatchLayout.HeaderSize), 1 << 20);
            var reader = new RecordReader(content, header.BaseOffset, header.BaseTimestamp);
            var count = 0;
            for (; reader.MoveNext(); count++)
            {
                if (reader.Offset >= from)
                    records.Add(Of(reader, header));
            }

            Assert.False(reader.IsCorrupt);
            Assert.Equal(header.RecordCount, count);
        }

        return records;
    }

    public static List<byte[]> Batches(Partition partition, long from = 0, int step = 1 << 20)
    {
        var batches = new List<byte[]>();
        while (true)
        {
            using var read = partition.Read(from, step);
            Assert.Equal(LogError.None, read.Error);
            if (read.Batches.IsEmpty)
                return batches;
            for (var rest = read.Batches.Span; !rest.IsEmpty;)
            {
                Assert.Equal(LogError.None, BatchRules.CheckStored(rest));
                var header = new BatchHeader(rest);
                batches.Add(rest[..(int)header.TotalSize].ToArray());
                from = header.LastOffset + 1;
                rest = rest[(int)header.TotalSize..];
            }
        }
    }

    private static StoredRecord Of(RecordReader reader, BatchHeader header) => new(
        reader.Offset,
        reader.HasKey ? Encoding.UTF8.GetString(reader.Key) : null,
        reader.HasValue ? Encoding.UTF8.GetString(reader.Value) : null,
        header.HasLogAppendTime ? header.MaxTimestamp : reader.Timestamp);
}
