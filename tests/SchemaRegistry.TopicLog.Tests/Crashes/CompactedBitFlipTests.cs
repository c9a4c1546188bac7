using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Tests.Compaction;
using SchemaRegistry.TopicLog.Tests.Partitions;

namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>
/// One bit of one segment of a compacted topic is another one, and the topic is compacted again: no record is given out
/// that was not appended, and no last value is lost without a word. What no checksum covers is a batch's leader epoch
/// and, within the gap that compaction left before and behind it, its offset: order is kept then.
/// </summary>
public sealed class CompactedBitFlipTests
{
    private const int Keys = 5;
    private const int Records = 40;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flipped_bit_costs_no_last_value_in_silence(bool hasIndexes)
    {
        var original = new MemoryFileSystem();
        await FillAsync(original, hasIndexes);
        foreach (var path in FileBits.AllFiles(original, TestStore.Folder).Where(path => path.Contains("/0/") && path.EndsWith(".log")))
        {
            var size = FileBits.SizeOf(original, path);
            for (var position = 0; position < size; position++)
            {
                var files = FileBits.Copy(original);
                FileBits.Flip(files, path, position, position % 8);
                await CheckAsync(files, $"{path} byte {position}");
            }
        }
    }

    private static async Task CheckAsync(MemoryFileSystem files, string name)
    {
        await using var store = await TestStore.OpenAsync(files);
        var partition = TestStore.Find(store);
        await store.RunCompactionAsync(None);

        var isHonest = store.Damages.Count > 0 || store.Truncations.Count > 0;
        var left = Read(partition, ref isHonest);
        foreach (var (key, value) in left)
            Assert.True(value.StartsWith($"{key}:"), $"{name}: {value} for {key}");
        for (var key = 0; key < Keys; key++)
        {
            var last = left.FindLast(record => record.Key == $"{key}").Value;
            Assert.True(isHonest || last == $"{key}:{Records - Keys + key}", $"{name}: {last} of key {key}");
        }
    }

    /// <summary>Goes on behind what is corrupt.</summary>
    private static List<(string Key, string Value)> Read(Partition partition, ref bool isHonest)
    {
        var records = new List<(string, string)>();
        for (var offset = partition.LogStart; offset < Records;)
        {
            using var read = partition.Read(offset, 1);
            isHonest |= read.Error == LogError.CorruptBatch;
            if (read.Batches.IsEmpty)
            {
                offset++;
                continue;
            }

            var header = new BatchHeader(read.Batches.Span);
            Assert.Equal(LogError.None, BatchRules.CheckStored(read.Batches.Span));
            var reader = new RecordReader(
                read.Batches.Span[BatchLayout.HeaderSize..], header.BaseOffset, header.BaseTimestamp);
            while (reader.MoveNext())
                records.Add((System.Text.Encoding.UTF8.GetString(reader.Key), System.Text.Encoding.UTF8.GetString(reader.Value)));
            offset = header.LastOffset + 1;
        }

        return records;
    }

    /// <summary>Some of its segments were compacted, and some were not yet.</summary>
    private static async Task FillAsync(MemoryFileSystem files, bool hasIndexes)
    {
        await using var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(
            store, "t", ("cleanup.policy", "compact"), ("segment.bytes", "1024"), ("min.cleanable.dirty.ratio", "0"));
        for (var index = 0; index < Records; index++)
        {
            var record = CompactedTopic.Record($"{index % Keys}", $"{index % Keys}:{index}", TestStore.Time);
            partition.Append(RecordBatchBuilder.Build([record]));
            await partition.WaitDurableAsync(partition.LogEnd, None);
            if (index == 20)
                await store.RunCompactionAsync(None);
        }

        foreach (var segment in partition.Segments.Where(_ => !hasIndexes))
            files.Delete(segment.IndexPath);
    }
}
