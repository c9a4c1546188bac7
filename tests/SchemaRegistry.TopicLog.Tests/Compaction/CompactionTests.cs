using Microsoft.Extensions.Logging.Abstractions;
using SchemaRegistry.TopicLog.Files;
using SchemaRegistry.TopicLog.Records;
using SchemaRegistry.TopicLog.Tests.Partitions;

namespace SchemaRegistry.TopicLog.Tests.Compaction;

public sealed class CompactionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Of_each_key_the_last_record_stays_with_its_offset_and_time()
    {
        await using var topic = await CompactedTopic.CreateAsync();
        await topic.AppendAsync(("a", "1"), ("b", "1"), ("a", "2"));
        topic.Time.Advance(TimeSpan.FromSeconds(1));
        await topic.AppendAsync(("c", "1"), ("b", "2"));
        await topic.RollAsync();
        var before = StoredRecord.ReadAll(topic.Partition);

        await topic.CompactAsync();

        Assert.Equal(["2 a=2", "3 c=1", "4 b=2"], topic.Read());
        Assert.Subset(before.ToHashSet(), StoredRecord.ReadAll(topic.Partition).ToHashSet());
        await topic.ReopenAsync(stopsCleanly: false);
        Assert.Equal(["2 a=2", "3 c=1", "4 b=2"], topic.Read());
    }

    [Fact]
    public async Task The_active_segment_stays_as_it_is_and_what_is_in_it_does_not_count()
    {
        await using var topic = await CompactedTopic.CreateAsync();
        await topic.AppendAsync(("a", "1"));
        await topic.RollAsync();
        await topic.AppendAsync(("a", "2"), ("a", "3"));

        await topic.CompactAsync();

        var end = topic.Partition.LogEnd;
        Assert.Equal(["0 a=1", $"{end - 2} a=2", $"{end - 1} a=3"], topic.Read());
    }

    [Fact]
    public async Task A_batch_keeps_its_range_of_offsets_when_records_at_its_ends_go()
    {
        await using var topic = await CompactedTopic.CreateAsync();
        topic.Append([.. "abcd".Select(key => CompactedTopic.Record($"{key}", "1", 5))]);
        await topic.AppendAsync(("a", "2"), ("d", "2"));
        await topic.RollAsync();

        await topic.CompactAsync();

        Assert.Equal(["1 b=1", "2 c=1", "4 a=2", "5 d=2"], topic.Read());
        var header = new BatchHeader(StoredRecord.Batches(topic.Partition)[0]);
        Assert.Equal((0, 3, 2), (header.BaseOffset, header.LastOffsetDelta, header.RecordCount));
    }

    [Fact]
    public async Task A_consumer_at_an_offset_that_was_removed_gets_the_next_one_there_is()
    {
        await using var topic = await CompactedTopic.CreateAsync();
        await topic.AppendAsync(("a", "1"), ("a", "2"), ("a", "3"), ("b", "1"));
        await topic.RollAsync();

        await topic.CompactAsync();

        Assert.Equal(["2 a=3", "3 b=1"], topic.Read(from: 0));
        Assert.Equal(["2 a=3", "3 b=1"], topic.Read(from: 1));
        Assert.Equal(["3 b=1"], topic.Read(from: 3));
    }

    [Theory]
    [InlineData(CompressionCodec.None)]
    [InlineData(CompressionCodec.Gzip)]
    [InlineData(CompressionCodec.Snappy)]
    [InlineData(CompressionCodec.Lz4)]
    [InlineData(CompressionCodec.Zstd)]
    public async Task A_rewritten_batch_has_the_codec_that_it_had(CompressionCodec codec)
    {
        await using var topic = await CompactedTopic.CreateAsync();
        topic.Append([CompactedTopic.Record("a", "1", 5), CompactedTopic.Record("b", "1", 9)], codec: codec);
        await topic.AppendAsync(("b", "2"));
        await topic.RollAsync();

        await topic.CompactAsync();

        Assert.Equal(["0 a=1", "2 b=2"], topic.Read());
        var header = new BatchHeader(StoredRecord.Batches(topic.Partition)[0]);
        Assert.Equal((codec, 1, 5), (header.Codec, header.RecordCount, header.MaxTimestamp));
    }

    [Fact]
    public async Task Records_without_a_key_go_when_a_topic_becomes_compacted()
    {
        await using var topic = await CompactedTopic.CreateAsync(("cleanup.policy", "delete"));
        await topic.AppendAsync((null, "lost"), ("a", "1"), ("", "empty key"));
        await topic.RollAsync();
        await topic.ChangeConfigAsync(
            ("cleanup.policy", "compact"), ("segment.bytes", "1024"), ("min.cleanable.dirty.ratio", "0"));

        await topic.CompactAsync();

        Assert.Equal(["1 a=1", "2 =empty key"], topic.Read());
    }

    [Fact]
    public async Task Segments_that_became_small_are_merged_and_their_files_go()
    {
        await using var topic = await CompactedTopic.CreateAsync();
        for (var round = 0; round < 40; round++)
            await topic.AppendAsync(($"key {round % 4}", $"{round} {new string('x', 100)}"));
        await topic.RollAsync();
        var before = topic.FilesEndingWith(".log").Count;

        await topic.CompactAsync();
        await topic.RollAsync();
        await topic.CompactAsync();

        Assert.True(before > 6);
        Assert.Equal(3, topic.FilesEndingWith(".log").Count);
        Assert.Equal(2, topic.FilesEndingWith(".index").Count);
        Assert.Equal(["36", "37", "38", "39"], topic.Read().ConvertAll(record => record.Split(' ')[0]));
    }

    [Fact]
    public async Task Nothing_is_written_for_segments_in_which_all_stays()
    {
        var files = new MemoryFileSystem(keepsJournal: true);
        await using var topic = await CompactedTopic.CreateAsync(
            files, new LogOptions(), NullLoggerFactory.Instance);
        for (var key = 0; key < 20; key++)
            await topic.AppendAsync(($"key {key}", new string('x', 300)));

        await topic.CompactAsync();

        Assert.Equal(20, topic.Read().Count);
        Assert.DoesNotContain(files.Journal, operation => operation.Path.EndsWith("compaction.new"));
    }

    [Fact]
    public async Task More_keys_than_one_compaction_can_tell_apart_take_several()
    {
        var options = new LogOptions { MaxCompactionKeys = 5 };
        await using var topic = await CompactedTopic.CreateAsync(
            new MemoryFileSystem(), options, NullLoggerFactory.Instance);
        for (var index = 0; index < 40; index++)
            await topic.AppendAsync(($"key {index % 20}", $"{index}"));
        await topic.RollAsync();

        await topic.CompactAsync();
        Assert.Equal(5, topic.Partition.Checkpoint.CleanEnd);
        Assert.Equal(40, topic.Read().Count);
        for (var round = 0; round < 10; round++)
            await topic.CompactAsync();

        Assert.Equal(Enumerable.Range(20, 20).Select(index => $"{index} key {index - 20}={index}"), topic.Read());
    }

    [Fact]
    public async Task Compact_and_delete_drops_whole_segments_that_are_old_too()
    {
        await using var topic = await CompactedTopic.CreateAsync(
            ("cleanup.policy", "compact,delete"), ("retention.ms", "60000"));
        await topic.AppendAsync(("a", "1"), ("a", "2"), ("b", "1"));
        await topic.RollAsync();
        await topic.CompactAsync();
        Assert.Equal(["1 a=2", "2 b=1"], topic.Read());
        topic.Time.Advance(TimeSpan.FromSeconds(61));
        await topic.AppendAsync(("c", "1"));

        await topic.Store.RunHousekeepingAsync(None);

        Assert.Equal([$"{topic.Partition.LogEnd - 1} c=1"], topic.Read(topic.Partition.LogStart));
        await topic.ReopenAsync(stopsCleanly: false);
        Assert.Equal([$"{topic.Partition.LogEnd - 1} c=1"], topic.Read(topic.Partition.LogStart));
    }

    [Fact]
    public async Task Times_are_found_among_the_records_that_are_left()
    {
        await using var topic = await CompactedTopic.CreateAsync();
        topic.Append([CompactedTopic.Record("a", "1", 100), CompactedTopic.Record("b", "1", 50)]);
        topic.Append([CompactedTopic.Record("c", null, 70)]);
        topic.Append([CompactedTopic.Record("a", "2", 60)]);
        await topic.RollAsync();
        var newest = topic.Partition.FindNewest();

        await topic.CompactAsync();

        Assert.Equal(new(1, 50), topic.Partition.FindTimestamp(0));
        Assert.Equal(new(2, 70), topic.Partition.FindTimestamp(51));
        Assert.Equal(new(2, 70), topic.Partition.FindTimestamp(70));
        Assert.Equal(TestStoreTime, topic.Partition.FindTimestamp(71)!.Value.Timestamp);
        Assert.Equal(TestStoreTime, newest!.Value.Timestamp);
        Assert.Equal(TestStoreTime, topic.Partition.FindNewest()!.Value.Timestamp);
    }

    [Fact]
    public async Task Records_that_the_log_stamped_keep_the_time_of_their_append()
    {
        await using var topic = await CompactedTopic.CreateAsync(("message.timestamp.type", "LogAppendTime"));
        topic.Append([CompactedTopic.Record("a", "1", 5), CompactedTopic.Record("b", null, 5), CompactedTopic.Record("c", "1", 5)]);
        await topic.AppendAsync(("a", "2"));
        await topic.RollAsync();

        await topic.CompactAsync();

        var records = StoredRecord.ReadAll(topic.Partition);
        Assert.Equal([new(1, "b", null, TestStoreTime), new(2, "c", "1", TestStoreTime)], records.Take(2));
        Assert.Equal(new(1, TestStoreTime), topic.Partition.FindTimestamp(6));
    }

    private static long TestStoreTime => TestStore.Time;
}
