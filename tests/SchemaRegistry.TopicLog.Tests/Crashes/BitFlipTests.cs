using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Partitions;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Tests.Partitions;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.TopicLog.Tests.Crashes;

/// <summary>
/// One bit of one file is another one: every byte of every file of a log. The log then says so, repairs it, or does not
/// need it; it never gives out a record that was not appended.
/// </summary>
public sealed class BitFlipTests
{
    private const int SmallFileBytes = 100;
    private const int Batches = 30;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flipped_bit_is_harmless_or_repaired_or_reported(bool stopsCleanly)
    {
        var original = await FillAsync(stopsCleanly);
        foreach (var path in FileBits.AllFiles(original, "/log"))
        {
            var size = FileBits.SizeOf(original, path);
            for (var position = 0; position < size; position++)
            {
                for (var bit = 0; bit < 8; bit += size <= SmallFileBytes ? 1 : 8)
                    await CheckAsync(FileBits.Copy(original), path, position, size <= SmallFileBytes ? bit : position % 8);
            }
        }
    }

    [Fact]
    public async Task Damage_in_a_closed_segment_answers_an_error_there_and_records_everywhere_else()
    {
        var files = await FillAsync(stopsCleanly: false);
        var first = FileBits.AllFiles(files, "/log").First(path => path.EndsWith(".log") && path.Contains("/0/"));
        FileBits.Flip(files, first, 300, 2);

        await using var store = await TestStore.OpenAsync(files);
        var partition = TestStore.Find(store);

        Assert.Empty(store.Truncations);
        Assert.Equal(LogError.CorruptBatch, ReadAt(partition, 3));
        var second = SegmentStarts(files)[1];
        Assert.Equal(Batches - second, TestStore.ReadAll(partition, second).Count);
    }

    [Fact]
    public async Task Damage_in_a_closed_segment_without_an_index_cuts_nothing_and_is_reported()
    {
        var files = await FillAsync(stopsCleanly: false);
        var first = FileBits.AllFiles(files, "/log").First(path => path.EndsWith(".log") && path.Contains("/0/"));
        FileBits.Flip(files, first, 300, 2);
        files.Delete(first.Replace(".log", ".index"));

        await using var store = await TestStore.OpenAsync(files);
        var partition = TestStore.Find(store);

        Assert.Equal(first, Assert.Single(store.Damages).File);
        Assert.Equal(LogError.CorruptBatch, ReadAt(partition, 3));
        Assert.Equal([(4, Value(4)), (5, Value(5))], TestStore.ReadAll(partition, 4).Take(2));
        Assert.Equal(Batches, partition.LogEnd);
    }

    [Fact]
    public async Task A_cut_of_acknowledged_records_begins_a_leader_epoch_that_new_batches_carry()
    {
        var files = await FillAsync(stopsCleanly: false);
        var last = FileBits.AllFiles(files, "/log").Last(path => path.EndsWith(".log") && path.Contains("/0/"));
        FileBits.Flip(files, last, 30, 1);

        await using var store = await TestStore.OpenAsync(files);
        var partition = TestStore.Find(store);
        var appended = await TestStore.AppendDurablyAsync(partition, "after");

        Assert.Equal(1, partition.LeaderEpoch);
        Assert.Equal(Batches, appended.BaseOffset);
        using var read = partition.Read(appended.BaseOffset, 1000);
        Assert.Equal(1, new BatchHeader(read.Batches.Span).LeaderEpoch);
        await store.DisposeAsync();
        await using var again = await TestStore.OpenAsync(files);
        Assert.Equal(1, TestStore.Find(again).LeaderEpoch);
        Assert.Empty(again.Truncations);
    }

    private static async Task CheckAsync(MemoryFileSystem files, string path, int position, int bit)
    {
        var name = $"{path} byte {position} bit {bit}";
        FileBits.Flip(files, path, position, bit);
        try
        {
            await using var store = await TestStore.OpenAsync(files);
            var isReported = store.Truncations.Count + store.Damages.Count > 0;
            if (!store.TryGet("t", out var topic))
            {
                Assert.True(path.EndsWith("meta.log"), name);
                return;
            }

            foreach (var offset in Enumerable.Range(0, Batches))
                CheckRecord(topic.Partitions[0], offset, isReported, name);
            if (path.EndsWith(".snapshot") || path.EndsWith(".index") || path.EndsWith("checkpoint"))
                CheckProducer(topic.Partitions[0], name);
        }
        catch (LogCorruptException e)
        {
            Assert.True(path.EndsWith("meta.log") && e.File == path, name);
        }
    }

    private static void CheckRecord(Partition partition, long offset, bool isReported, string name)
    {
        using var read = partition.Read(offset, 1);
        if (read.Error == LogError.CorruptBatch || read.Batches.IsEmpty || read.Error == LogError.OffsetOutOfRange)
        {
            var isHonest = isReported || read.Error == LogError.CorruptBatch;
            Assert.True(isHonest, $"{name}: offset {offset} is gone without a word");
            return;
        }

        Assert.Equal(LogError.None, read.Error);
        Assert.Equal(LogError.None, BatchRules.CheckStored(read.Batches.Span));
        var header = new BatchHeader(read.Batches.Span);
        var content = read.Batches.Span[BatchLayout.HeaderSize..];
        var reader = new RecordReader(content, header.BaseOffset, header.BaseTimestamp);
        Assert.True(reader.MoveNext());
        Assert.True(reader.Offset == offset || isReported, $"{name}: {reader.Offset} in place of {offset}");
        Assert.Equal(Value(reader.Offset), System.Text.Encoding.UTF8.GetString(reader.Value));
    }

    private static void CheckProducer(Partition partition, string name)
    {
        var duplicate = partition.Append(Batch(Batches - 1));

        Assert.True(duplicate.IsDuplicate && duplicate.BaseOffset == Batches - 1, name);
    }

    private static LogError ReadAt(Partition partition, long offset)
    {
        using var read = partition.Read(offset, 1);
        return read.Error;
    }

    private static async Task<MemoryFileSystem> FillAsync(bool stopsCleanly)
    {
        var files = new MemoryFileSystem();
        var store = await TestStore.OpenAsync(files);
        var partition = await TestStore.CreateAsync(store, "t", ("segment.bytes", "1024"), ("retention.ms", "-1"));
        for (var offset = 0; offset < Batches; offset++)
            await partition.WaitDurableAsync(partition.Append(Batch(offset)).NextOffset, None);
        await store.RunAloneAsync(() =>
            CheckpointFile.Write(files, Folder(files), PartitionCheckpoint.Initial));
        if (!stopsCleanly)
            return files;
        await store.DisposeAsync();
        return files;
    }

    private static byte[] Batch(int offset) => TestStore.Batch(new BatchOrigin(9, 0, offset), Value(offset));

    private static string Value(long offset) => $"value {offset} of some length";

    private static string Folder(MemoryFileSystem files) => $"/log/topics/{files.List("/log/topics").Single()}/0";

    private static List<long> SegmentStarts(MemoryFileSystem files) =>
    [
        .. files.List(Folder(files)).Where(name => name.EndsWith(".log")).Order().Select(name => long.Parse(name[..20])),
    ];
}
